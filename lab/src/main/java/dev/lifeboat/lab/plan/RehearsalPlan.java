package dev.lifeboat.lab.plan;

import java.util.List;

/// The file of a plan in a lab by which one on other regions is rehearsed.
///
/// @param name of the plan that it holds
/// @param text of the file; the same for the same bytes of the other
/// @param differences from the other plan that change what is rehearsed, each in words
public record RehearsalPlan(String name, String text, List<String> differences) {
  public RehearsalPlan {
    differences = List.copyOf(differences);
  }
}
