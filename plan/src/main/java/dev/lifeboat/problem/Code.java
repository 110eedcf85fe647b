package dev.lifeboat.problem;

/// Every problem an operator can meet, with the exit code it ends in. The first digit names the
/// room: 1 plan, 2 readiness, 3 safety, 4 run and journal, 5 lab, 6 the tool's own surroundings, 7
/// AWS.
public enum Code {
  /// The plan file is not valid; all its mistakes are told at once.
  LB1001(2),
  /// The plan file cannot be read.
  LB1002(2),
  /// A name on the command line is not in the plan.
  LB1003(2),
  /// The command line itself is not valid, or a confirmation is missing.
  LB1004(2),

  /// A goal could not be pursued now: something it needs is missing or broken.
  LB2001(3),
  /// A region, or something in it, does not answer.
  LB2002(1),
  /// The lab is not up.
  LB2003(3),
  /// There is no room for the clone that a database needs, since nothing that is kept goes by
  /// itself.
  LB2004(3),

  /// The old writer could not be shown unable to write.
  LB3001(4),
  /// The caller carries an epoch lower than the one known where the effect would happen.
  LB3002(4),
  /// The workload has an open run already, or its placement changed meanwhile.
  LB3003(4),
  /// A person declined, or the preview no longer holds.
  LB3004(4),
  /// The views of the primary's health do not agree, so nothing was decided.
  LB3005(4),
  /// An automatic failover would lose more than the plan allows.
  LB3006(4),
  /// A failover is automatic, and no arbiter has the third vote.
  LB3007(4),
  /// A fence was to be overridden although it can still be proven.
  LB3008(4),
  /// The copies in the recovery region are further behind than the RPO.
  LB3009(4),
  /// Clients were to be sent to a recovery region that runs nothing for them.
  LB3010(4),
  /// The copy that would be promoted did not follow the present writer.
  LB3011(4),
  /// An API refused a request: it is not signed by a part that may make it, or a web page sent it.
  LB3012(4),
  /// Commits of a writer may be acknowledged without its region's lease.
  LB3015(3),

  /// The journal could not be written; nothing was done that it does not hold.
  LB4001(1),
  /// The journal is damaged before its last line.
  LB4002(1),
  /// A step ran past its deadline or was refused for good.
  LB4003(1),
  /// No such run.
  LB4004(2),
  /// The run waits for a person.
  LB4005(1),
  /// A region did not bear its share of the users; they went to the other, the writer stayed.
  LB4006(1),
  /// A claim was to be dropped of a run that can be taken up.
  LB4007(4),

  /// A port or address that the lab needs is taken.
  LB5001(1),
  /// A program that the lab needs is missing or does not start.
  LB5002(1),
  /// A process in the lab ended or did not become healthy.
  LB5003(1),
  /// What was asked is already so, or cannot be in the lab's present state.
  LB5004(1),

  /// The machine lacks something: disk space, permission, a tool.
  LB6001(1),

  /// There are no credentials for AWS, or they are no longer valid.
  LB7001(3),
  /// AWS denies a call to the role that Lifeboat runs as.
  LB7002(3),
  /// AWS refuses a call: something that it names is not there, or not as the plan says.
  LB7003(3),
  /// AWS allows the account less than a recovery would use.
  LB7004(3);

  private final int exitCode;

  Code(int exitCode) {
    this.exitCode = exitCode;
  }

  /// The process's exit code when this problem ends a command; docs/problems.md lists them.
  public int exitCode() {
    return exitCode;
  }
}
