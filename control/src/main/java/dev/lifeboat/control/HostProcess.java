package dev.lifeboat.control;

import dev.lifeboat.watch.Watcher;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneId;

/// What a use case takes from the process that it runs in.
///
/// @param pause lets time pass
/// @param random for names and keys
/// @param zone of the people who read its reports
/// @param pid of the process, for notes that another one reads
public record HostProcess(
    Clock clock, Watcher.Pause pause, SecureRandom random, ZoneId zone, long pid) {}
