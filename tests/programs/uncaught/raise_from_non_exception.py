raise ValueError("v") from "the cause"
