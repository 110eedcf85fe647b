package dev.lifeboat.journal;

import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.RunId;

/// Copies of journals in a place that outlives the machine of a controller, so that another one can
/// take its runs up. Each append is durable there before it is in the file of the run's folder.
public interface JournalCopies {

  /// No copies: the file is all there is.
  static JournalCopies none() {
    return new JournalCopies() {
      @Override
      public Journal of(RunId run, JournalReader.Contents contents, FileJournal file) {
        return file;
      }

      @Override
      public byte[] lines(RunId run) {
        return new byte[0];
      }

      @Override
      public boolean outliveController() {
        return false;
      }
    };
  }

  /// The journal of `run`, continued after `contents` in its copy and in `file`.
  Journal of(RunId run, JournalReader.Contents contents, FileJournal file);

  /// What the copy of `run` holds, byte for byte as the file has it; nothing if there is none.
  ///
  /// @throws ProblemException when that cannot be told
  byte[] lines(RunId run) throws ProblemException;

  /// Whether a run can be taken up without the machine of its controller.
  boolean outliveController();
}
