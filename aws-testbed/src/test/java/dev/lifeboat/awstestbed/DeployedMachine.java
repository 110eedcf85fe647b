package dev.lifeboat.awstestbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.keys.AccountNames;
import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.aws.states.PollPace;
import dev.lifeboat.aws.states.StateMachine;
import dev.lifeboat.aws.states.StateMachineCompiler;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Mode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sns.SnsClient;

/// The state machine of one plan in the recovery region of an account, and its executions. It looks
/// at its steps without waiting, since the account answers at once.
public final class DeployedMachine {
  private static final PollPace AT_ONCE = new PollPace(0, 0);
  private static final Pattern TOKEN = Pattern.compile("\"taskToken\": ?\"([^\"]+)\"");

  /// A busy machine interprets slowly; but a test has no more than 120 s, and is to tell where it
  /// stands instead.
  private static final Duration PATIENCE = Duration.ofSeconds(200);

  /// Asked more often, the account would have no time for what it is asked about.
  private static final Duration LOOK = Duration.ofMillis(200);

  /// A history is long, and the account answers nobody else while it writes it down.
  private static final Duration READING = Duration.ofSeconds(2);

  private static final int SHOWN = 30;

  private final SfnClient states;
  private final String arn;

  public DeployedMachine(
      TestBed bed, Plan plan, Workload workload, boolean withFunctions, Set<Mode> modes)
      throws ProblemException {
    this(
        bed,
        plan,
        created(
            states(bed, plan),
            AccountNames.machine(plan, workload),
            new StateMachineCompiler(plan, workload, withFunctions, AT_ONCE).compile(modes)));
  }

  /// One that is there.
  public DeployedMachine(TestBed bed, Plan plan, String arn) {
    this.states = states(bed, plan);
    this.arn = arn;
    bed.patient(SnsClient.builder(), AwsRegion.nameOf(plan.recovery()))
        .createTopic(it -> it.name(AccountNames.topic(plan)));
  }

  private static SfnClient states(TestBed bed, Plan plan) {
    return bed.patient(SfnClient.builder(), AwsRegion.nameOf(plan.recovery()));
  }

  private static String created(SfnClient states, String name, StateMachine machine) {
    return states
        .createStateMachine(it ->
            it.name(name)
                .definition(machine.definition())
                .roleArn("arn:aws:iam::123456789012:role/lifeboat"))
        .stateMachineArn();
  }

  /// Starts an execution and gives its ARN.
  public String start(String name, String input) {
    return states
        .startExecution(it -> it.stateMachineArn(arn).name(name).input(input))
        .executionArn();
  }

  public String arn() {
    return arn;
  }

  /// Of the execution of this name.
  public String arn(String name) {
    return arn.replace(":stateMachine:", ":execution:") + ":" + name;
  }

  /// Waits for the end of an execution.
  public DescribeExecutionResponse end(String execution) {
    var seen = states.describeExecution(it -> it.executionArn(execution));
    long begun = System.nanoTime();
    while (seen.status() == ExecutionStatus.RUNNING) {
      if (System.nanoTime() - begun > PATIENCE.toNanos()) {
        throw new AssertionError("%s still runs: %s".formatted(execution, lastOf(execution)));
      }
      LockSupport.parkNanos(LOOK.toNanos());
      seen = states.describeExecution(it -> it.executionArn(execution));
    }
    return seen;
  }

  private List<String> lastOf(String execution) {
    var events = history(execution);
    return events.subList(Math.max(0, events.size() - SHOWN), events.size()).stream()
        .map(event ->
            event.typeAsString()
                + Optional.ofNullable(event.stateEnteredEventDetails())
                    .map(details -> " " + details.name())
                    .orElse("")
                + Optional.ofNullable(event.taskFailedEventDetails())
                    .map(details -> " " + details.cause())
                    .orElse(""))
        .toList();
  }

  /// Waits for the end of the execution that another one started.
  public DescribeExecutionResponse endOfStarted(String execution) {
    var started = end(execution);
    assertThat(started.status()).as("%s", started).isEqualTo(ExecutionStatus.SUCCEEDED);
    return end(execution.substring(0, execution.lastIndexOf(':') + 1) + nameIn(started.output()));
  }

  private static String nameIn(String output) {
    return output.substring(output.lastIndexOf(':') + 1).replaceAll("[\"}\\s]", "");
  }

  public List<String> executions() {
    return states.listExecutions(it -> it.stateMachineArn(arn)).executions().stream()
        .map(ExecutionListItem::name)
        .sorted()
        .toList();
  }

  /// Every event of an execution.
  List<HistoryEvent> history(String execution) {
    return states.getExecutionHistoryPaginator(it -> it.executionArn(execution)).stream()
        .flatMap(page -> page.events().stream())
        .toList();
  }

  /// Waits until an execution asks a person, and answers.
  public void answer(String execution, boolean yes) {
    var token = token(execution);
    if (yes) {
      states.sendTaskSuccess(it -> it.taskToken(token).output("true"));
    } else {
      states.sendTaskFailure(it -> it.taskToken(token).error("Declined"));
    }
  }

  private String token(String execution) {
    long begun = System.nanoTime();
    while (System.nanoTime() - begun < PATIENCE.toNanos()) {
      var asked =
          history(execution).stream()
              .flatMap(event -> Optional.ofNullable(event.taskScheduledEventDetails()).stream())
              .map(details -> TOKEN.matcher(details.parameters().replace("\\", "")))
              .filter(Matcher::find)
              .map(found -> found.group(1))
              .findFirst();
      if (asked.isPresent()) {
        return asked.get();
      }
      LockSupport.parkNanos(READING.toNanos());
    }
    throw new AssertionError("%s asks nobody: %s".formatted(execution, lastOf(execution)));
  }
}
