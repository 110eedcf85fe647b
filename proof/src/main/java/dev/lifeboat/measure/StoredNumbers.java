package dev.lifeboat.measure;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/// Which of the canary's numbers one store of the recovered region holds.
public sealed interface StoredNumbers {

  /// As the store itself listed them.
  record Numbers(SortedSet<Long> numbers) implements StoredNumbers {
    public Numbers {
      numbers = Collections.unmodifiableSortedSet(new TreeSet<>(numbers));
    }
  }

  /// The canary's writes leave nothing in a store of this kind.
  record NoStore() implements StoredNumbers {}

  /// The store could not be asked.
  record Unread(String why) implements StoredNumbers {
    public Unread {
      if (why.isBlank()) {
        throw new IllegalArgumentException("what was not read must say why");
      }
    }
  }
}
