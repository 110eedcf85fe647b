package dev.lifeboat.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;

/// Every command there is, in the order of the help.
enum Commands {
  DRILL,
  LAB,
  CHECK,
  ADOPT,
  GUARD,
  IAM_POLICY,
  RUNBOOK,
  SIMULATE,
  FAILOVER,
  SWITCHOVER,
  FAILBACK,
  REPROTECT,
  OVERRIDE,
  RESUME,
  WATCH,
  STATUS,
  RUNS,
  REPORT,
  LEDGER,
  EVIDENCE,
  DOCTOR,
  EXPLAIN,
  MAN,
  COMPLETION,
  COMPLETE;

  static List<Commands> all() {
    return List.of(values());
  }

  static Optional<Commands> of(String word) {
    return all().stream().filter(command -> command.word().equals(word)).findFirst();
  }

  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// Whether the help shows it.
  boolean shown() {
    return this != COMPLETE;
  }

  void addTo(CommandLine line, Terminal terminal) {
    var command = new CommandLine(make(terminal));
    command.getCommandSpec().usageMessage().hidden(!shown());
    if (this == LAB) {
      command.addSubcommand(new LabUpCommand(terminal));
      command.addSubcommand(new LabStatusCommand(terminal));
      command.addSubcommand(new LabBreakCommand(terminal));
      command.addSubcommand(new LabHealCommand(terminal));
      command.addSubcommand(new LabDownCommand(terminal));
    }
    if (this == EVIDENCE) {
      command.addSubcommand(new EvidenceVerifyCommand(terminal));
      command.addSubcommand(new EvidenceSealCommand(terminal));
    }
    line.addSubcommand(word(), command);
  }

  private Object make(Terminal terminal) {
    return switch (this) {
      case DRILL -> new DrillCommand(terminal);
      case LAB -> new LabCommand();
      case CHECK -> new CheckCommand(terminal);
      case ADOPT -> new AdoptCommand(terminal);
      case GUARD -> new GuardCommand(terminal);
      case IAM_POLICY -> new IamPolicyCommand(terminal);
      case RUNBOOK -> new RunbookCommand(terminal);
      case SIMULATE -> new SimulateCommand(terminal);
      case FAILOVER -> new FailoverCommand(terminal);
      case SWITCHOVER -> new SwitchoverCommand(terminal);
      case FAILBACK -> new FailbackCommand(terminal);
      case REPROTECT -> new ReprotectCommand(terminal);
      case OVERRIDE -> new OverrideCommand(terminal);
      case RESUME -> new ResumeCommand(terminal);
      case WATCH -> new WatchCommand(terminal);
      case STATUS -> new StatusCommand(terminal);
      case RUNS -> new RunsCommand(terminal);
      case REPORT -> new ReportCommand(terminal);
      case LEDGER -> new LedgerCommand(terminal);
      case EVIDENCE -> new EvidenceCommand();
      case DOCTOR -> new DoctorCommand(terminal);
      case EXPLAIN -> new ExplainCommand(terminal);
      case MAN -> new ManCommand(terminal);
      case COMPLETION -> new CompletionCommand(terminal);
      case COMPLETE -> new CompleteCommand(terminal);
    };
  }
}
