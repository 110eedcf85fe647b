package dev.lifeboat.problem;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Every problem an operator can meet, with the exit code it ends in. The first digit names the
/// room: 1 plan, 2 readiness, 3 safety, 4 run and journal, 5 lab, 6 the tool's own surroundings, 7
/// AWS, 8 what an assessment finds, 9 the vault. A code whose places had several causes was split:
/// the codes that came out of it know it as their former one and end in its exit code.
public enum Code {
  /// The plan file is not valid; all its mistakes are told at once.
  LB1001(2),
  /// The plan file cannot be read.
  LB1002(2),
  /// A name on the command line is not in the plan.
  LB1003(2),
  /// The command line itself is not valid.
  LB1004(2),
  /// The plan's platform or database engine does not have what was asked for.
  LB1005(LB1003),
  /// A change that users would notice was not confirmed.
  LB1006(LB1003),
  /// Nothing of that name is kept where it was asked for.
  LB1007(LB1003),
  /// A request to an API of ours cannot be understood.
  LB1008(LB1004),
  /// The variables of a database's login cannot be used.
  LB1009(LB1003),
  /// No lab can play what the plan has on other regions.
  LB1010(2),
  /// A value that no plan says was not given.
  LB1011(2),

  /// A goal could not be pursued now, for a reason that only its words tell.
  LB2001(3),
  /// A region, or something in it, does not answer.
  LB2002(1),
  /// The lab is not up.
  LB2003(3),
  /// There is no room for the clone that a database needs, since nothing that is kept goes by
  /// itself.
  LB2004(3),
  /// Something is busy or on its way; it is asked for again.
  LB2005(LB2001),
  /// There is no runbook or state machine for this strategy, direction or workload.
  LB2006(LB2001),
  /// The workload was never adopted, so where its writer is cannot be told.
  LB2007(LB2001),
  /// The plan does not say something that this needs.
  LB2008(LB2001),
  /// A function was called with what it cannot use, or stands where it cannot do its work.
  LB2009(LB2001),
  /// The workload is in no state that a drill could measure, so nothing was broken.
  LB2010(LB2001),
  /// A database or bucket does not run, follow or answer as the goal needs it.
  LB2011(LB2001),
  /// A database has no files, or files that cannot follow: it must be cloned.
  LB2012(LB2001),
  /// An instance or service on AWS is not up, so it cannot be asked for now.
  LB2013(LB2001),
  /// Something on AWS is set up so that the goal would not be reached safely.
  LB2014(LB2001),
  /// RDS has no quota, capacity or key for an instance that was asked for.
  LB2015(LB2001),
  /// The guards of a database do not tell what a move or a ledger needs.
  LB2016(LB2001),
  /// A bucket has more versions than are compared one by one.
  LB2017(LB2001),
  /// A check warns: the plan can be recovered, with less than it could have.
  LB2018(LB2001),
  /// A server of ours takes no request now: it has too many, or is being stopped.
  LB2019(LB2002),
  /// Whether a lease is held cannot be told, since its keeper or voters are silent.
  LB2020(LB2002),
  /// Fewer than two of the three objects that lead users can be read or written.
  LB2021(LB2002),
  /// A workload that must be recovered first was not.
  LB2022(3),
  /// What a move would do is not known, since somebody was silent or a file cannot be read.
  LB2023(3),
  /// The service does not take the writes that a drill measures by, or nobody could ask it.
  LB2024(3),

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
  /// The lease or the placement no longer lets this region write.
  LB3016(LB3003),
  /// A database could not be taken from its guard, or given back.
  LB3017(4),
  /// Somebody else changes what a plan has in its account, or a run of the plan is open.
  LB3018(4),
  /// A change would take away what holds data, or was not shown before it was confirmed.
  LB3019(4),

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
  /// A record that Lifeboat keeps on AWS cannot be understood.
  LB4008(LB4001),
  /// What a run left cannot be read.
  LB4009(LB4004),
  /// A file is of no kind that Lifeboat keeps.
  LB4010(2),
  /// A file that Lifeboat keeps is damaged.
  LB4011(1),
  /// What opened no journal has no seal.
  LB4012(2),

  /// A port or address that the lab needs is taken.
  LB5001(1),
  /// A program that the lab needs is missing or does not start.
  LB5002(1),
  /// A process in the lab ended or did not become healthy.
  LB5003(1),
  /// What was asked is already so, or cannot be in the lab's present state.
  LB5004(1),
  /// What the lab or a drill made could not be removed.
  LB5005(LB5003),

  /// The machine lacks something: disk space, permission, a tool.
  LB6001(1),

  /// There are no credentials for AWS, or they are no longer valid.
  LB7001(3),
  /// AWS denies a call to the role that Lifeboat runs as.
  LB7002(3),
  /// AWS refuses a call for a reason that only its words tell.
  LB7003(3),
  /// AWS allows the account less than a recovery would use.
  LB7004(3),
  /// Something that the plan names is not there.
  LB7005(LB7003),
  /// The records of Route 53 do not lead users as the plan needs it.
  LB7006(LB7003),
  /// A health check would not lead users as two of the three objects say.
  LB7007(LB7003),
  /// An accelerator, load balancer or certificate would lead no user to the recovery region.
  LB7008(LB7003),
  /// The database there is no replica that could take over from the writer.
  LB7009(LB7003),
  /// Tasks or instances would not start there, or not be told of their stores.
  LB7010(LB7003),
  /// A bucket is not there where the plan says, or does not keep or pass on what is written.
  LB7011(LB7003),
  /// Something that Lifeboat would write is somebody else's.
  LB7012(LB7003),
  /// CloudFormation refuses a stack, undid a change of it, or waits for a person.
  LB7013(3),

  /// A workload is estimated to be out for longer than its RTO.
  LB8001(3),
  /// A workload is estimated to lose more than its RPO.
  LB8002(3),
  /// A workload has a weaker strategy than it needs.
  LB8003(3),
  /// A workload has a strategy that no run can follow yet.
  LB8004(3),
  /// A workload needs one that is less critical or may be out for longer.
  LB8005(3),
  /// Both regions of a plan are one machine.
  LB8006(3),
  /// A standby is to run, and a service keeps none.
  LB8007(3),
  /// A bucket passes deletes on to its copy.
  LB8008(3),
  /// Nothing is verified before a move counts as done.
  LB8009(3),
  /// A workload has no owner.
  LB8010(3),
  /// Nobody is asked when the primary region of a workload is lost.
  LB8011(3),
  /// No drill proves the plan as it is now, or none has for long.
  LB8012(3),
  /// What drills measure is not what users see.
  LB8013(3),
  /// What an outage costs is not known.
  LB8014(3),
  /// An acceptance of a finding ended, or is of nothing.
  LB8015(3),
  /// All workloads together cost more than the budget.
  LB8016(3),
  /// What a recovery needs is in the primary region alone.
  LB8017(3),
  /// The plan does not say where lies what a recovery needs.
  LB8018(3),
  /// Data lies where it may not.
  LB8019(3),
  /// What a review of a run asked for is overdue.
  LB8020(3),
  /// Nobody is named whose word declares a disaster.
  LB8021(3),
  /// A client was promised more than the objectives of what serves it.
  LB8022(3),
  /// Others lose more than a workload itself when it is out, and it is held in less regard.
  LB8023(3),
  /// A vault keeps backups longer than was asked for.
  LB8024(3),
  /// No vault keeps a backup from whoever breaks in.
  LB8025(3),
  /// Objectives and drills cannot keep what is promised of availability.
  LB8026(3),
  /// The law has data kept, and what encrypts it is not told.
  LB8027(3),
  /// A key is older than it may become.
  LB8028(3),
  /// Whoever declares a disaster carries the move out, too.
  LB8029(3),
  /// Data of a class lies where its class may not lie, or nobody knows where.
  LB8030(3),
  /// Whoever writes backups can remove them, too.
  LB8031(3),
  /// At some hours nobody's word declares a disaster.
  LB8032(3),
  /// Backups are to be kept for less than their class of data has them kept.
  LB8033(3),
  /// Its last failover left a workload that has nowhere to go.
  LB8034(3),

  /// The passphrase or key file opens no key of the vault.
  LB9001(2),
  /// There is no vault, snapshot or path where one was asked for, or something stands in the way.
  LB9002(2),
  /// A vault, or what is backed up or restored, could not be read or written.
  LB9003(1),
  /// A snapshot that was to be removed is on hold.
  LB9004(4),
  /// The log of a database in a vault has a gap, or does not reach what was asked for.
  LB9005(1),
  /// Pages of a database that is backed up have wrong checksums.
  LB9006(1),
  /// A database has no base in a vault, or its base or its log there is older than the plan has it.
  LB9007(3),
  /// What came out of a vault was started to try it, and is not the database.
  LB9008(1),
  /// A vault lies where the plan lets no data of that kind lie; none was written there.
  LB9009(4);

  private final int exitCode;

  /// Null for a code that came out of no other.
  private final @Nullable Code former;

  Code(int exitCode) {
    this.exitCode = exitCode;
    this.former = null;
  }

  Code(Code former) {
    this.exitCode = former.exitCode;
    this.former = former;
  }

  /// The process's exit code when this problem ends a command; docs/problems.md lists them.
  public int exitCode() {
    return exitCode;
  }

  /// Whether somebody did not answer, so that what was asked for is not known.
  public boolean isSilence() {
    return this == LB2002 || former == LB2002;
  }

  /// The code that stood for this one's places before it was split.
  public Optional<Code> former() {
    return Optional.ofNullable(former);
  }

  /// The codes that came out of this one, in their order.
  public List<Code> splitInto() {
    return Arrays.stream(values()).filter(it -> it.former == this).toList();
  }

  /// What another release told by `name`, where this code is what is known of it: the code of that
  /// name if it came out of this one, else this one. An older release still says this one, a newer
  /// one may say what is not known here.
  public Code narrowed(String name) {
    return splitInto().stream().filter(it -> it.name().equals(name)).findFirst().orElse(this);
  }
}
