package dev.lifeboat.guard;

/// What a guard saw of its database at its last turn.
///
/// @param database its name in the plan
/// @param position in the log, as [LogPosition] reads it: of a replica how far it has replayed; of
///   a closed writer a position beyond everything that its services were ever told is committed;
///   else empty
/// @param uncovered tables that the end of the lease fences only while a guard lives, and what to
///   do about them, in words; empty for none
/// @param unaudited why a writer could not tell later what it has alone; empty if it could, and for
///   a replica
/// @param unprotected what a writer holds that no replica has or no log tells of, in words; empty
///   for none, and for a replica
public record GuardedState(
    String database,
    Standing standing,
    String position,
    String uncovered,
    String unaudited,
    String unprotected) {

  static final String RELEASED =
      "all tables (a named person released this server: 'lifeboat guard --arm' takes it back)";

  /// How a database stands.
  public enum Standing {
    /// It could not be asked, or did not do what it was told to.
    UNKNOWN,
    /// It follows a writer elsewhere.
    REPLICA,
    /// It takes no write and gets nothing of any writer.
    CUT_OFF,
    /// Its services may write.
    OPEN,
    /// Its services may not write, and none has a session.
    CLOSED
  }

  public GuardedState {
    boolean told = takesNoWrite(standing) || standing == Standing.CLOSED;
    if (told == position.isEmpty()) {
      throw new IllegalArgumentException(
          "a database that is %s was told at '%s'".formatted(standing, position));
    }
    if (told) {
      var _ = LogPosition.parse(position);
    }
  }

  /// Of one that a named person released: whatever becomes of the lease, its services may write.
  public static GuardedState released(String database) {
    return new GuardedState(database, Standing.OPEN, "", RELEASED);
  }

  /// Of one that could tell, or has nothing to tell.
  public GuardedState(String database, Standing standing, String position, String uncovered) {
    this(database, standing, position, uncovered, "", "");
  }

  /// The same, with why it could not tell, and what it holds unprotected.
  GuardedState audited(String why, String holds) {
    return new GuardedState(database, standing, position, uncovered, why, holds);
  }

  /// The same, seen no more.
  public GuardedState unseen() {
    return new GuardedState(database, Standing.UNKNOWN, "", uncovered, unaudited, unprotected);
  }

  boolean isWriter() {
    return standing == Standing.OPEN || standing == Standing.CLOSED;
  }

  private static boolean takesNoWrite(Standing standing) {
    return standing == Standing.REPLICA || standing == Standing.CUT_OFF;
  }

  /// Whether this replica holds everything that the closed writer `source` was ever told.
  public boolean holdsAllOf(GuardedState source) {
    return takesNoWrite(standing)
        && source.standing == Standing.CLOSED
        && LogPosition.parse(position).isAtLeast(LogPosition.parse(source.position));
  }
}
