package dev.lifeboat.engine;

import dev.lifeboat.runbook.RunId;
import java.nio.file.Path;

/// The files of one run, which are its evidence.
///
/// @param folder `<runs>/<run>`
public record RunFolder(RunId run, Path folder) {

  /// The folder of `run` below that of all runs.
  public static RunFolder of(Path runs, RunId run) {
    return new RunFolder(run, runs.resolve(run.value()));
  }

  public Path journal() {
    return folder.resolve("journal.jsonl");
  }

  public Path plan() {
    return folder.resolve("plan.yaml");
  }

  public Path runbook() {
    return folder.resolve("runbook.json");
  }

  public Path canary() {
    return folder.resolve("canary.jsonl");
  }

  /// What clients of several habits saw. Only of a front door that is a name.
  public Path clients() {
    return folder.resolve("clients.jsonl");
  }

  /// What the recovered region held when it was asked, and when it was broken.
  public Path held() {
    return folder.resolve("held.json");
  }

  /// What exists on the old side alone.
  public Path ledger() {
    return folder.resolve("ledger.jsonl");
  }

  public Path result() {
    return folder.resolve("result.json");
  }

  public Path report() {
    return folder.resolve("report.html");
  }

  /// The signature over the journal's last line.
  public Path seal() {
    return folder.resolve("seal.json");
  }
}
