package dev.lifeboat.cli.terminal;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/// The way to ask the person at the terminal. While a question is open nobody repeats beside it
/// that a command is still at work: it waits for that person. Thread-safe.
public final class Prompt implements Function<String, Optional<String>> {
  private final Function<String, Optional<String>> person;
  private final AtomicInteger open = new AtomicInteger();

  Prompt(Function<String, Optional<String>> person) {
    this.person = person;
  }

  /// The answer; empty when the person left.
  @Override
  public Optional<String> apply(String question) {
    return during(() -> person.apply(question));
  }

  /// The answer to a question that is asked in another way.
  public <A> A during(Supplier<A> asking) {
    open.incrementAndGet();
    try {
      return asking.get();
    } finally {
      open.decrementAndGet();
    }
  }

  boolean isOpen() {
    return open.get() > 0;
  }
}
