package dev.lifeboat.control;

import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.journal.Entry;
import dev.lifeboat.journal.JournalReader;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Pace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A run that another process executes, read from its journal as that grows. Takes no lock and
/// changes nothing. Used by one thread.
final class FollowedRun {
  private final RunFolder files;
  private long readBytes;
  private int told;
  private Optional<RunState> state = Optional.empty();

  FollowedRun(RunFolder files) {
    this.files = files;
  }

  RunFolder files() {
    return files;
  }

  /// As far as its entries were told; empty before the first of them.
  Optional<RunState> state() {
    return state;
  }

  boolean sealed() {
    return state.filter(RunState::sealed).isPresent();
  }

  /// Each entry that came since the last call, to be told exactly as whoever executes the run does.
  ///
  /// @throws ProblemException LB4002 when the journal is damaged
  List<FollowedNews> news(ProgressListener progress) throws ProblemException {
    long bytes = bytes();
    if (bytes == readBytes) {
      return List.of();
    }
    var entries =
        JournalReader.find(files.journal()).map(JournalReader.Contents::entries).orElse(List.of());
    readBytes = bytes;
    var news = new ArrayList<FollowedNews>();
    for (; told < entries.size(); told++) {
      var entry = entries.get(told);
      news.add(
          new FollowedNews(
              entry.at(), () -> progress.on(new ProgressEvent.Journalled(fold(entry), entry))));
    }
    return news;
  }

  private RunState fold(Entry entry) throws ProblemException {
    if (state.isPresent()) {
      state.get().readOn(entry, files.journal());
    } else {
      state = Optional.of(RunState.read(List.of(entry), Pace.standard(), files.journal()));
    }
    return state.get();
  }

  private long bytes() throws ProblemException {
    try {
      return Files.size(files.journal());
    } catch (NoSuchFileException notYet) {
      return 0;
    } catch (IOException unreadable) {
      throw FileFailure.ofRun(
          "read",
          files.journal(),
          unreadable,
          "what the run does is not known; it goes on all the same",
          "read it as its owner");
    }
  }
}
