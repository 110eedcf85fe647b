package dev.lifeboat.engine;

/// An event that cannot follow the entries before it: the journal does not obey the engine's rules.
/// Nothing else ends in it, so a mistake of the engine is never taken for one of the journal.
public final class ContradictionException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  ContradictionException(String why) {
    super(why);
  }
}
