package dev.lifeboat.awstestbed;

import dev.lifeboat.aws.provider.AwsAccount;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import java.nio.file.Path;
import java.util.Optional;
import software.amazon.awssdk.services.rds.model.DBInstance;

/// A workload of an account, with one database, that tests move.
public interface MovedWorkload {
  /// The plan's file.
  Path file();

  Plan plan();

  Workload workload();

  AwsAccount account();

  /// The instance that has the database's name in `region` of the plan; empty if none has.
  Optional<DBInstance> instance(String region);
}
