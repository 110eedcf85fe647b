package dev.lifeboat.control;

import dev.lifeboat.watch.Watcher;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneId;
import java.util.function.Supplier;

/// What a use case takes from the process that it runs in.
///
/// @param pause lets time pass
/// @param random for names and keys
/// @param zone of the people who read its reports; only asked when one is written, since the JDK
///   opens each jar of the class path to find it
/// @param pid of the process, for notes that another one reads
public record HostProcess(
    Clock clock, Watcher.Pause pause, SecureRandom random, Supplier<ZoneId> zone, long pid) {}
