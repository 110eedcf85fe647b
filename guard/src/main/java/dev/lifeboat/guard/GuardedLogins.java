package dev.lifeboat.guard;

import dev.lifeboat.guard.audit.AuditTrail;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// The logins of the services at a database that others run: who lets them in and keeps them out,
/// by SQL rights alone. One for each kind of server.
///
/// Used by one thread at a time. Whatever throws [SQLException] may be called again; after one the
/// caller gives the connection up and begins with [#prepare] anew.
public interface GuardedLogins {
  /// A server that follows a writer elsewhere, and takes no write.
  ///
  /// @param fed whether it gets anything of a writer now
  /// @param position how far it has replayed, as [LogPosition] reads it
  record Replica(boolean fed, String position) {}

  /// How the guard logs in, without its password.
  String login();

  /// Empty for a server that takes writes.
  Optional<Replica> replica() throws SQLException;

  /// What a writer was told last, before this guard told it anything; it changes nothing.
  ToldLeaseEnd leaseEnd() throws SQLException;

  /// What [#cover] would not fence of a writer that was never told anything, and what to do about
  /// that, in words; empty if it would fence all. It changes nothing.
  String uncoverable() throws SQLException;

  /// Makes what [#prepare] makes, at a writer that was never told anything: it lets the services go
  /// on for as long as `left` says, from its first moment. No session ends by it.
  void arm(Supplier<Duration> left) throws SQLException;

  /// Makes what refuses by itself once the lease is over, unless it is there. Called at a writer,
  /// once for each connection, before any of the following.
  void prepare() throws SQLException;

  /// Sees to it that the lease's end fences all that the logins may write to, also when the guard
  /// is gone; it may be repeated.
  ///
  /// @return what it does not fence, and what to do about that, in words; empty if it fences all
  String cover() throws SQLException;

  /// Lets the logins in and lets them write for as long as `left` says, by the server's own clock.
  /// `left` is asked after the server told its time, so that the way there only shortens it.
  void admit(Supplier<Duration> left) throws SQLException;

  /// Lets nothing be written any more, takes the right to log in, and asks the sessions to end.
  ///
  /// @return how many sessions there were, or may still begin; only when there was none, nobody
  ///   writes
  int shut() throws SQLException;

  /// A position in the log of a writer beyond all that it was ever told to commit, as [LogPosition]
  /// reads it.
  String written() throws SQLException;

  /// Gives the right to log in back at a writer that was released; it may be repeated.
  void letIn() throws SQLException;

  /// Takes from a writer what refuses by itself, and what was told ahead, until [#forget]: it lets
  /// the services write whatever any guard says.
  ///
  /// @return what could not be taken away and does nothing any more, in words; empty for nothing
  String release() throws SQLException;

  /// Makes a writer that was released one again that was never told anything.
  void forget() throws SQLException;

  /// Closes the connection, if there is one; a server that does not answer is no obstacle.
  void giveUp();

  /// What keeps record of what a writer has alone, for a kind of server that can: not begun yet.
  ///
  /// @param database its name in the plan
  Optional<AuditTrail> audit(String database);
}
