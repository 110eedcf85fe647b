package dev.lifeboat.cli;

import dev.lifeboat.cli.assess.AssessCommand;
import dev.lifeboat.cli.assess.DrillsCommand;
import dev.lifeboat.cli.aws.AdoptCommand;
import dev.lifeboat.cli.aws.GuardCommand;
import dev.lifeboat.cli.aws.IacCommand;
import dev.lifeboat.cli.aws.IamPolicyCommand;
import dev.lifeboat.cli.aws.ProvisionCommand;
import dev.lifeboat.cli.aws.ResidueCommand;
import dev.lifeboat.cli.aws.UnprovisionCommand;
import dev.lifeboat.cli.completion.CompleteCommand;
import dev.lifeboat.cli.completion.CompletionCommand;
import dev.lifeboat.cli.doctor.DoctorCommand;
import dev.lifeboat.cli.drill.DrillCommand;
import dev.lifeboat.cli.evidence.EvidenceCommand;
import dev.lifeboat.cli.evidence.EvidenceSealCommand;
import dev.lifeboat.cli.evidence.EvidenceVerifyCommand;
import dev.lifeboat.cli.help.ExplainCommand;
import dev.lifeboat.cli.help.ManCommand;
import dev.lifeboat.cli.help.SchemaCommand;
import dev.lifeboat.cli.init.FmtCommand;
import dev.lifeboat.cli.init.ImportCommand;
import dev.lifeboat.cli.init.InitCommand;
import dev.lifeboat.cli.init.ShippedExamples;
import dev.lifeboat.cli.inspect.InspectCommand;
import dev.lifeboat.cli.lab.LabBreakCommand;
import dev.lifeboat.cli.lab.LabCommand;
import dev.lifeboat.cli.lab.LabDownCommand;
import dev.lifeboat.cli.lab.LabHealCommand;
import dev.lifeboat.cli.lab.LabStatusCommand;
import dev.lifeboat.cli.lab.LabUpCommand;
import dev.lifeboat.cli.move.FailbackCommand;
import dev.lifeboat.cli.move.FailoverCommand;
import dev.lifeboat.cli.move.OverrideCommand;
import dev.lifeboat.cli.move.ReprotectCommand;
import dev.lifeboat.cli.move.ResumeCommand;
import dev.lifeboat.cli.move.SwitchoverCommand;
import dev.lifeboat.cli.runbook.RunbookCommand;
import dev.lifeboat.cli.runs.LedgerCommand;
import dev.lifeboat.cli.runs.ReportCommand;
import dev.lifeboat.cli.runs.RunsCommand;
import dev.lifeboat.cli.simulate.SimulateCommand;
import dev.lifeboat.cli.status.CheckCommand;
import dev.lifeboat.cli.status.StatusCommand;
import dev.lifeboat.cli.terminal.CommandNode;
import dev.lifeboat.cli.vault.BackupCommand;
import dev.lifeboat.cli.vault.PointsCommand;
import dev.lifeboat.cli.vault.RestoreCommand;
import dev.lifeboat.cli.vault.VaultBackupCommand;
import dev.lifeboat.cli.vault.VaultCatCommand;
import dev.lifeboat.cli.vault.VaultCheckCommand;
import dev.lifeboat.cli.vault.VaultCommand;
import dev.lifeboat.cli.vault.VaultCopyCommand;
import dev.lifeboat.cli.vault.VaultDiffCommand;
import dev.lifeboat.cli.vault.VaultForgetCommand;
import dev.lifeboat.cli.vault.VaultHoldCommand;
import dev.lifeboat.cli.vault.VaultInitCommand;
import dev.lifeboat.cli.vault.VaultKeysCommand;
import dev.lifeboat.cli.vault.VaultLogCommand;
import dev.lifeboat.cli.vault.VaultLsCommand;
import dev.lifeboat.cli.vault.VaultPruneCommand;
import dev.lifeboat.cli.vault.VaultRestoreCommand;
import dev.lifeboat.cli.vault.VaultRetainCommand;
import dev.lifeboat.cli.vault.VaultStatsCommand;
import dev.lifeboat.cli.watch.WatchCommand;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/// Every command there is, in the order of the help.
@SuppressWarnings("ImmutableEnumChecker") // A maker is a constructor, which holds nothing.
enum Commands {
  INIT(() -> new InitCommand(ShippedExamples.ofThisProcess())),
  IMPORT(ImportCommand::new),
  FMT(FmtCommand::new),
  DRILL(() -> new DrillCommand(Main.class)),
  LAB(
      LabCommand::new,
      LabUpCommand::new,
      LabStatusCommand::new,
      LabBreakCommand::new,
      LabHealCommand::new,
      LabDownCommand::new),
  CHECK(CheckCommand::new),
  ASSESS(AssessCommand::new),
  DRILLS(DrillsCommand::new),
  ADOPT(AdoptCommand::new),
  GUARD(GuardCommand::new),
  IAM_POLICY(IamPolicyCommand::new),
  PROVISION(ProvisionCommand::new),
  UNPROVISION(UnprovisionCommand::new),
  IAC(IacCommand::new),
  RESIDUE(ResidueCommand::new),
  RUNBOOK(RunbookCommand::new),
  SIMULATE(SimulateCommand::new),
  FAILOVER(FailoverCommand::new),
  SWITCHOVER(SwitchoverCommand::new),
  FAILBACK(FailbackCommand::new),
  REPROTECT(ReprotectCommand::new),
  OVERRIDE(OverrideCommand::new),
  RESUME(ResumeCommand::new),
  WATCH(WatchCommand::new),
  STATUS(StatusCommand::new),
  RUNS(RunsCommand::new),
  REPORT(ReportCommand::new),
  LEDGER(LedgerCommand::new),
  EVIDENCE(EvidenceCommand::new, EvidenceVerifyCommand::new, EvidenceSealCommand::new),
  BACKUP(BackupCommand::new),
  POINTS(PointsCommand::new),
  RESTORE(RestoreCommand::new),
  VAULT(
      VaultCommand::new,
      VaultInitCommand::new,
      VaultBackupCommand::new,
      VaultRestoreCommand::new,
      VaultLsCommand::new,
      VaultCatCommand::new,
      VaultCheckCommand::new,
      VaultPruneCommand::new,
      VaultRetainCommand::new,
      VaultHoldCommand::new,
      VaultForgetCommand::new,
      VaultLogCommand::new,
      VaultKeysCommand::new,
      VaultStatsCommand::new,
      VaultDiffCommand::new,
      VaultCopyCommand::new),
  INSPECT(InspectCommand::new),
  DOCTOR(DoctorCommand::new),
  EXPLAIN(ExplainCommand::new),
  SCHEMA(SchemaCommand::new),
  MAN(() -> new ManCommand(Main::ofAll)),
  COMPLETION(CompletionCommand::new),
  COMPLETE(() -> new CompleteCommand(Main::ofUnfinished));

  private final Maker maker;
  private final List<Maker> below;

  /// Makes a command.
  private interface Maker extends Supplier<CommandNode> {}

  Commands(Maker maker, Maker... below) {
    this.maker = maker;
    this.below = List.of(below);
  }

  static List<Commands> all() {
    return List.of(values());
  }

  static Optional<Commands> of(String word) {
    return all().stream().filter(command -> command.word().equals(word)).findFirst();
  }

  /// Whether `words` name a command, or nothing, and say no more.
  static boolean isName(List<String> words) {
    return switch (words.size()) {
      case 0 -> true;
      case 1 -> of(words.getFirst()).isPresent();
      case 2 -> of(words.getFirst()).stream().anyMatch(it -> it.hasBelow(words.getLast()));
      default -> false;
    };
  }

  private boolean hasBelow(String word) {
    return below.stream().anyMatch(it -> about(it).name().equals(word));
  }

  private static Command about(Maker maker) {
    return Objects.requireNonNull(maker.get().getClass().getAnnotation(Command.class));
  }

  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// Whether the help shows it.
  boolean shown() {
    return this != COMPLETE;
  }

  /// As [#addTo], without what may stand behind the word: to read the options of all commands would
  /// cost more than all else that is done for a key.
  void addWordTo(CommandLine line) {
    var spec = CommandSpec.create();
    spec.usageMessage().description(about(maker).description()).hidden(!shown());
    line.addSubcommand(word(), spec);
  }

  void addTo(CommandLine line) {
    var command = new CommandLine(maker.get());
    command.getCommandSpec().usageMessage().hidden(!shown());
    below.forEach(it -> command.addSubcommand(it.get()));
    line.addSubcommand(word(), command);
  }
}
