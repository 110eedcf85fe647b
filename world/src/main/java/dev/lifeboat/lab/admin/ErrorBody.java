package dev.lifeboat.lab.admin;

/// Why an admin call was not done, as RFC 9457 has it.
///
/// @param status the HTTP status it came with
/// @param detail the fact, with the values that matter
public record ErrorBody(String title, int status, String detail) {}
