package dev.lifeboat.aws.dynamodb;

import dev.lifeboat.journal.CopiedJournal;
import dev.lifeboat.journal.FileJournal;
import dev.lifeboat.journal.Journal;
import dev.lifeboat.journal.JournalCopies;
import dev.lifeboat.journal.JournalReader;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.RunId;

/// Copies of journals in a table of DynamoDB.
///
/// @param table in a region that fails with neither of the workload's
public record DynamoCopies(DynamoTable table) implements JournalCopies {
  @Override
  public Journal of(RunId run, JournalReader.Contents contents, FileJournal file) {
    return new CopiedJournal(DynamoJournal.resume(table, run, contents), file);
  }

  @Override
  public byte[] lines(RunId run) throws ProblemException {
    return DynamoJournal.lines(table, run);
  }

  @Override
  public boolean outliveController() {
    return true;
  }
}
