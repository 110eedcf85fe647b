package dev.lifeboat.aws.watch;

import dev.lifeboat.aws.ReplicaLag;
import dev.lifeboat.aws.rds.RdsSite;
import dev.lifeboat.aws.rds.ReplicaLags;
import dev.lifeboat.watch.Replica;
import dev.lifeboat.watch.Replicas;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Until when the replicas of a workload's databases hold everything, by the lag that CloudWatch
/// has of the last minutes.
public final class AwsReplicas implements Replicas {
  private final ReplicaLags lags;
  private final Map<String, RdsSite> replicas;

  /// @param replicas by the names of their databases
  public AwsReplicas(ReplicaLags lags, Map<String, RdsSite> replicas) {
    this.lags = lags;
    this.replicas = Map.copyOf(replicas);
  }

  @Override
  public List<Replica> look() throws InterruptedException {
    var looks = new ArrayList<Replica>();
    for (var replica : replicas.entrySet()) {
      var lag = lags.of(replica.getValue());
      var until =
          lag instanceof ReplicaLag.Measured measured
              ? Optional.of(measured.completeUntil())
              : Optional.<Instant>empty();
      looks.add(new Replica(replica.getKey(), until, lag.words()));
    }
    return List.copyOf(looks);
  }
}
