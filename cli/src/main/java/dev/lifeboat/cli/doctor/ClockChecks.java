package dev.lifeboat.cli.doctor;

import dev.lifeboat.guard.vote.ClockDiscipline;
import dev.lifeboat.guard.vote.NamedClock;
import dev.lifeboat.lease.LeaseTerms;
import dev.lifeboat.provider.DoctorCheck;
import dev.lifeboat.provider.DoctorFinding;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/// The clock by which leases count on this machine, and how time synchronisation steers it.
///
/// @param clock of the leases
/// @param kernel what steers the ordinary clocks; empty where that cannot be read
record ClockChecks(NamedClock clock, Supplier<Optional<ClockDiscipline>> kernel) {
  private static final String WHAT = "lease clock";
  private static final double PERCENT = 100;

  /// Two machines that are slewed apart, each by this, are [LeaseTerms#MOST_APART] apart.
  private static final double MOST_OF_EACH = LeaseTerms.MOST_APART / (2 + LeaseTerms.MOST_APART);

  DoctorCheck check() {
    return DoctorCheck.of(WHAT, this::finding);
  }

  private DoctorFinding finding() {
    var discipline = kernel.get();
    if (discipline.isPresent()) {
      return judge(discipline.get());
    }
    return clock.slewed()
        ? DoctorFinding.unknown(
            WHAT,
            "leases count by %s, and the kernel does not tell how it is slewed"
                .formatted(clock.name()),
            "begin java with --enable-native-access=ALL-UNNAMED, and allow the calls clock_gettime"
                + " and adjtimex")
        : DoctorFinding.well(
            WHAT, "leases count by %s, which nobody slews".formatted(clock.name()));
  }

  /// Commit triggers count by the wall clock, which is slewed whatever the leases count by.
  private DoctorFinding judge(ClockDiscipline discipline) {
    double most = clock.slewed() ? MOST_OF_EACH : LeaseTerms.MOST_APART;
    var detail =
        String.format(
            Locale.ROOT,
            "leases count by %s, which %s; the wall clock is %s and runs %+.3f %% fast now, at most"
                + " %.1f %% is allowed for",
            clock.name(),
            clock.slewed() ? "is slewed with the wall clock" : "nobody slews",
            discipline.synchronised()
                ? "synchronised to %d ms".formatted(discipline.mostError().toMillis())
                : "not synchronised",
            discipline.slew() * PERCENT,
            most * PERCENT);
    return DoctorFinding.judge(
        Math.abs(discipline.slew()) <= most,
        WHAT,
        detail,
        "let the time service slew slower (chrony: maxslewrate 40000), and wait until it has made"
            + " up");
  }
}
