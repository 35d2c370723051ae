//! Containers with CPython's behaviour, free of objects: what they hold and what equality means is their user's. Uses no
//! stage.
