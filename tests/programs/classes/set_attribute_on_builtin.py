(5).name = "five"
