package dev.lifeboat.rules;

import dev.lifeboat.journal.Entry;
import java.util.List;

/// For tests that make journals with the engine: each must obey the rules that evidence is checked
/// against, else an honest run would be called broken.
public final class ObeyedRules {
  private ObeyedRules() {}

  public static void check(List<Entry> entries) {
    try {
      RunRules.fold(entries);
    } catch (BrokenException refused) {
      throw new AssertionError("the engine wrote what evidence refuses: " + entries, refused);
    }
  }
}
