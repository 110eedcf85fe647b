package dev.lifeboat.bench;

import java.util.Locale;

/// Figures of one size. Seconds are those that the thread had a processor, but for the last: on a
/// busy machine a ratio of the clock's tells of the others on it.
///
/// @param events of the parser
/// @param bareSeconds for them alone
/// @param readSeconds from files to a plan
record AssessFigures(
    int workloads,
    int dependencies,
    long events,
    double bareSeconds,
    double readSeconds,
    double assessSeconds,
    double clockSeconds,
    int findings) {
  double ratio() {
    return (readSeconds + assessSeconds) / bareSeconds;
  }

  String json() {
    return String.format(
        Locale.ROOT,
        "{\"workloads\":%d,\"dependencies\":%d,\"events\":%d,\"bareSeconds\":%.3f,"
            + "\"readSeconds\":%.3f,\"assessSeconds\":%.3f,\"ratio\":%.2f,\"clockSeconds\":%.3f,"
            + "\"findings\":%d}",
        workloads,
        dependencies,
        events,
        bareSeconds,
        readSeconds,
        assessSeconds,
        ratio(),
        clockSeconds,
        findings);
  }
}
