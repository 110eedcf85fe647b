package dev.lifeboat.journal;

import dev.lifeboat.problem.ProblemException;
import java.time.Instant;
import java.util.List;

/// A journal kept twice: an append is durable in the copy first, which also refuses a second
/// controller, and then in the file. What a crash leaves in the copy alone is caught up on resume.
///
/// @param copy which decides
/// @param file of the run's folder, never ahead of the copy
public record CopiedJournal(Journal copy, FileJournal file) implements Journal {
  @Override
  public List<Entry> append(long expectedSequence, List<Event> events, Instant at)
      throws ProblemException {
    var entries = copy.append(expectedSequence, events, at);
    var _ = file.append(expectedSequence, events, at);
    return entries;
  }

  @Override
  public long nextSequence() {
    return file.nextSequence();
  }

  @Override
  public void close() throws ProblemException {
    copy.close();
    file.close();
  }
}
