package dev.lifeboat.journal;

import dev.lifeboat.problem.ProblemException;
import java.time.Instant;
import java.util.List;

/// The events of one run. Used by one thread at a time.
public interface Journal extends AutoCloseable {

  /// Appends `events` in order; durable on return, all of them or none that a reader will see.
  ///
  /// @param expectedSequence the sequence that the first event gets; this protects the journal from
  ///   a second controller, as the epoch protects the world
  /// @return the entries as written
  /// @throws ProblemException LB3003 when another controller wrote meanwhile; LB4001 when nothing
  ///   could be written
  List<Entry> append(long expectedSequence, List<Event> events, Instant at) throws ProblemException;

  /// The sequence that the next event gets.
  long nextSequence();

  @Override
  void close() throws ProblemException;
}
