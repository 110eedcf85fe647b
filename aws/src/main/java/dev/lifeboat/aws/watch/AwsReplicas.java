package dev.lifeboat.aws.watch;

import dev.lifeboat.aws.ReplicaLag;
import dev.lifeboat.provider.Replica;
import dev.lifeboat.provider.Replicas;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Until when the copies of a workload's databases and buckets hold everything, by the lags that
/// CloudWatch has of the last minutes.
public final class AwsReplicas implements Replicas {
  private final Map<String, Lag> lags;

  /// How far one copy is behind; it never fails.
  @FunctionalInterface
  public interface Lag {
    ReplicaLag now() throws InterruptedException;
  }

  /// @param lags by the names of their stores
  public AwsReplicas(Map<String, Lag> lags) {
    this.lags = Map.copyOf(lags);
  }

  @Override
  public List<Replica> look() throws InterruptedException {
    var looks = new ArrayList<Replica>();
    for (var store : lags.entrySet()) {
      looks.add(store.getValue().now().of(store.getKey()));
    }
    return List.copyOf(looks);
  }

  @Override
  public boolean measured() {
    return true;
  }
}
