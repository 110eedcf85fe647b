package dev.lifeboat.assess;

import dev.lifeboat.problem.Code;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/// Something that a plan lacks, as its documents and builds show it. It is put into words for
/// whoever asks, each time: of a portfolio nobody reads them all, and they would fill the memory.
public final class Gap {
  /// The gravest first, then by workload.
  static final Comparator<Gap> GRAVEST_FIRST =
      Comparator.comparing(Gap::severity, Comparator.reverseOrder())
          .thenComparing(Gap::workload)
          .thenComparing(Gap::code)
          .thenComparing(Gap::message);

  private final Code code;
  private final Severity severity;
  private final String workload;
  private final Supplier<GapWords> words;

  Gap(Code code, Severity severity, String workload, Supplier<GapWords> words) {
    this.code = code;
    this.severity = severity;
    this.workload = workload;
    this.words = words;
  }

  /// `LB8nnn`, explained by docs/problems.md.
  public Code code() {
    return code;
  }

  public Severity severity() {
    return severity;
  }

  /// Its name; the plan's own where it is about all of them.
  public String workload() {
    return workload;
  }

  /// What was found, with the figures it rests on.
  public String message() {
    return words.get().message();
  }

  /// What to change in the plan.
  public String fix() {
    return words.get().fix();
  }

  /// Each thing that it is of; empty where it cannot be of several.
  public List<String> names() {
    return words.get().names();
  }

  @Override
  public String toString() {
    return "Gap[%s, %s, %s, %s]".formatted(code, severity, workload, words.get());
  }
}
