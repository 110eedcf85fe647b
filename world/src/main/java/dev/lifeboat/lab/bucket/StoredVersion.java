package dev.lifeboat.lab.bucket;

/// One stored version of an object, or one delete marker, as the S3 server lists it.
///
/// @param id the version id that this S3 server gave it
/// @param marker whether it is a delete marker
/// @param current whether it is the one that a plain read of the key meets
record StoredVersion(String key, String id, boolean marker, boolean current) {}
