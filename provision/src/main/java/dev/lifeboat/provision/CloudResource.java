package dev.lifeboat.provision;

import dev.lifeboat.aws.dynamodb.PlanTable;
import dev.lifeboat.aws.iam.IamPolicy;
import dev.lifeboat.plan.Copies;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A thing in an account that a template makes, in the words of AWS and of no template language.
/// Its texts may refer to parameters and to the account as [References] says.
///
/// How each is made secure is not said here: every table is protected, every bucket private. The
/// writers of both languages know no other.
sealed interface CloudResource {
  /// Unique in its stack; letters and digits.
  String id();

  /// Of KMS: the plan's own in one region, made anew inside by AWS each year, and kept when its
  /// stack goes.
  ///
  /// @param alias by which people know it
  record PlanKey(String id, String alias, List<ResourceStatement> users) implements CloudResource {
    public PlanKey {
      users = List.copyOf(users);
    }
  }

  /// Of DynamoDB, recoverable to a point in time, encrypted, and protected from deletion. One of
  /// several regions is encrypted by AWS's own key, since the plan's is of one region.
  record Table(String id, PlanTable table, PlanKey key) implements CloudResource {}

  /// Of S3, versioned, private, encrypted, asked over TLS alone, and kept when its stack goes.
  ///
  /// @param name empty for one that AWS gives
  /// @param readers whom its policy lets in
  /// @param key empty where whoever reads it can use none
  /// @param locked whether nobody may delete an object before its time
  /// @param passing begins the keys of what nobody needs after its time; empty where all stays
  record PrivateBucket(
      String id,
      Optional<String> name,
      List<ResourceStatement> readers,
      Optional<PlanKey> key,
      boolean locked,
      Optional<String> passing)
      implements CloudResource {
    public PrivateBucket {
      readers = List.copyOf(readers);
    }

    PrivateBucket(
        String id,
        Optional<String> name,
        List<ResourceStatement> readers,
        Optional<PlanKey> key,
        boolean locked) {
      this(id, name, readers, key, locked, Optional.empty());
    }
  }

  /// Of SNS, with one who has subscribed by e-mail.
  ///
  /// @param arn which its policy names
  record Topic(String id, String name, String arn, String email, PlanKey key)
      implements CloudResource {}

  /// Of CloudTrail: who did what in the account, in all regions, with a digest of each file.
  record Trail(String id, String name, PrivateBucket bucket, PlanKey key)
      implements CloudResource {}

  /// With all that it may do.
  ///
  /// @param policies each of which IAM takes as a managed policy
  record Role(String id, String name, ResourceStatement trust, List<IamPolicy> policies)
      implements CloudResource {
    public Role {
      policies = List.copyOf(policies);
    }
  }

  /// Kept for as long as an incident is looked into.
  record LogGroup(String id, String name) implements CloudResource {}

  /// What a guard's tasks are, on Fargate: a container that may write to its state alone.
  ///
  /// @param starts who pulls the image and writes the log
  /// @param role ARN of the guard's own
  record GuardTask(String id, String name, Role starts, String role, GuardContainer container)
      implements CloudResource {}

  /// Tasks of ECS in private subnets, of which a change takes none away before another one runs.
  ///
  /// @param count how many run
  /// @param subnets which list
  /// @param securityGroups which list
  record GuardService(
      String id,
      String name,
      String cluster,
      int count,
      String subnets,
      String securityGroups,
      GuardTask task)
      implements CloudResource {
    /// Of `count`, while a change goes on.
    static final int MINIMUM_PER_CENT = 100;

    static final int MAXIMUM_PER_CENT = 200;
  }

  /// Template of FIS, by which a drill breaks something.
  ///
  /// @param about what it breaks, in a phrase
  /// @param alarm ARN of the one that stops it
  /// @param role in which FIS acts
  record Experiment(
      String id,
      String name,
      String about,
      List<ExperimentAction> actions,
      String alarm,
      Role role,
      LogGroup log)
      implements CloudResource {
    /// The only one but for the first, which lacks targets.
    static final int LOG_SCHEMA = 2;

    public Experiment {
      actions = List.copyOf(actions);
    }
  }

  /// Canary of CloudWatch Synthetics: a script that asks as users do, again and again.
  ///
  /// @param runtime by its name
  /// @param artefacts where it puts what it saw, as `s3://` has it
  record Visitor(
      String id, String name, String script, String runtime, VisitorPlace artefacts, Role role)
      implements CloudResource {}

  /// Where a visitor keeps things.
  ///
  /// @param bucket its name
  /// @param code key of its script there, where no template can hold that
  /// @param seen begins the keys of what it saw, without a slash at the end
  record VisitorPlace(String bucket, String code, String seen) {}

  /// Question to logs that is kept beside them.
  ///
  /// @param logs that are asked; none where a person chooses those of a service
  record SavedQuery(String id, String name, String text, List<LogGroup> logs)
      implements CloudResource {
    public SavedQuery {
      logs = List.copyOf(logs);
    }
  }

  /// Of events that a function failed with.
  record Queue(String id, String name) implements CloudResource {}

  /// Of Lambda.
  ///
  /// @param handler its class
  /// @param code which all functions of the plan share
  record Function(
      String id,
      String name,
      Class<?> handler,
      Duration timeout,
      Role role,
      LogGroup log,
      FunctionCode code)
      implements CloudResource {}

  /// What functions of a plan share.
  ///
  /// @param bucket of the jar
  /// @param failed takes events that failed
  record FunctionCode(String bucket, String key, Queue failed) {}

  /// Calls a function again and again.
  ///
  /// @param rate such as `1 minute`
  /// @param target ARN of the function
  record Schedule(String id, String name, String rate, String target, Role role, String input)
      implements CloudResource {}

  /// Of Step Functions.
  record Machine(String id, String name, Role role, LogGroup log, MachineDefinition definition)
      implements CloudResource {}

  /// Where a machine's definition is, and what it is.
  ///
  /// @param file beside the template
  record MachineDefinition(String bucket, String key, String file, String text) {}

  /// Of CloudWatch, on the worst value of each period.
  ///
  /// @param why somebody should look, and what to look at
  /// @param topic its ARN
  /// @param only where this parameter is not [MeasuredBalancer#NONE]
  record MetricAlarm(
      String id,
      String name,
      String why,
      Measure measure,
      Limit limit,
      String topic,
      Optional<StackParameter> only)
      implements CloudResource {}

  /// What an alarm looks at.
  sealed interface Measure {}

  /// Several metrics, as one figure.
  ///
  /// @param expression of metric math
  /// @param of by their names in the expression
  record Formula(String expression, Map<String, Metric> of) implements Measure {
    public Formula {
      of = Copies.ordered(new TreeMap<>(of));
    }
  }

  /// A month's cost of what bears the plan's tag, beyond which people are told.
  ///
  /// @param dollars the most of it
  record CostBudget(String id, String name, String plan, String dollars, String topic)
      implements CloudResource {}

  /// A metric of CloudWatch.
  record Metric(String namespace, String name, Map<String, String> dimensions) implements Measure {
    public Metric {
      dimensions = Copies.ordered(new TreeMap<>(dimensions));
    }
  }

  /// When an alarm goes off.
  ///
  /// @param statistic of each period
  /// @param from this value on
  /// @param periods in a row, each of `period`
  /// @param silent whether silence is as bad
  record Limit(String statistic, double from, int periods, Duration period, boolean silent) {
    /// As CloudWatch calls what silence counts as.
    String silence() {
      return silent ? "breaching" : "notBreaching";
    }
  }

  /// Of CloudWatch.
  record Dashboard(String id, String name, String body) implements CloudResource {}

  /// Of Route 53: asks by HTTPS for an object each 30 s, thrice before it changes its mind, and is
  /// healthy while that holds a text.
  record HealthCheck(String id, String name, String host, String path, String searched)
      implements CloudResource {}

  /// Of Route 53: healthy while two of the three are, or the other way round.
  record Majority(String id, String name, List<HealthCheck> of, boolean inverted)
      implements CloudResource {
    public Majority {
      of = List.copyOf(of);
    }
  }

  /// In a zone of Route 53, made only once its health checks have looked.
  ///
  /// @param zone its id
  /// @param type such as `A`
  /// @param check without which it leads whatever is
  record NameRecord(
      String id,
      String zone,
      String name,
      String type,
      Leads leads,
      Share share,
      Optional<Majority> check)
      implements CloudResource {}

  /// What a record leads to.
  sealed interface Leads {
    /// Another name, or a load balancer.
    ///
    /// @param evaluated whether Route 53 looks at its health by itself
    record Alias(String host, String zone, boolean evaluated) implements Leads {}

    record Text(String value, Duration ttl) implements Leads {}
  }

  /// Which of the records of one name answers.
  sealed interface Share {
    /// The one that does unless its check fails; else the other.
    record Failover(boolean primary) implements Share {}

    record Weight(int weight) implements Share {}
  }
}
