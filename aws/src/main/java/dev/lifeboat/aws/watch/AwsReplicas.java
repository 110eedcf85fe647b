package dev.lifeboat.aws.watch;

import dev.lifeboat.aws.ReplicaLag;
import dev.lifeboat.provider.Replica;
import dev.lifeboat.provider.Replicas;
import java.util.List;
import java.util.Map;

/// Until when the copies of a workload's databases and buckets hold everything, by the lags that
/// CloudWatch has of the last minutes.
public record AwsReplicas(Lags lags) implements Replicas {

  /// How far the copies are behind, by the names of their stores; it never fails.
  @FunctionalInterface
  public interface Lags {
    Map<String, ReplicaLag> now() throws InterruptedException;
  }

  @Override
  public List<Replica> look() throws InterruptedException {
    return lags.now().entrySet().stream().map(lag -> lag.getValue().of(lag.getKey())).toList();
  }

  @Override
  public boolean measured() {
    return true;
  }
}
