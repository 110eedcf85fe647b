package dev.lifeboat.plan;

import java.time.Month;
import java.util.Set;

/// Months in which all revenue of a workload is so many times as high.
public record Season(Set<Month> months, int times) {
  public Season {
    months = Set.copyOf(months);
  }
}
