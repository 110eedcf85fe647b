package dev.lifeboat.drill;

import java.time.Duration;
import java.util.Optional;

/// How a loan of reads goes.
///
/// @param lasts since it was begun
/// @param over why it is; empty while it goes on
/// @param home the reads of the region that lends
/// @param away the reads of the region that is lent them
public record LoanStatus(
    Duration lasts, Optional<String> over, RegionReads home, RegionReads away) {}
