package dev.lifeboat.aws.check;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.rds.RdsSite;
import java.util.List;
import software.amazon.awssdk.services.rds.model.DBProxy;
import software.amazon.awssdk.services.rds.model.DBProxyTarget;

/// Looks for proxies of RDS that lead to the writer. None can lead to a replica ("Quotas and
/// limitations for RDS Proxy" of the user guide), so that no proxy of the other region can be set
/// up beforehand, and no run sets up one.
record ProxyLook(RdsSite here) {

  void look(Look look) throws InterruptedException {
    // A region that is lost cannot be asked, and that is no reason not to leave it.
    var unheard = look.unheard();
    var proxies =
        unheard
            .ask(
                AwsApi.rds(),
                "whether a proxy leads to the writer",
                rds -> rds.describeDBProxies(_ -> {}).dbProxies())
            .orElse(List.of());
    for (var proxy : proxies) {
      if (leads(unheard, proxy)) {
        tell(look, proxy.dbProxyName());
      }
    }
  }

  private boolean leads(Look unheard, DBProxy proxy) throws InterruptedException {
    return unheard
        .ask(
            AwsApi.rds(),
            "where the proxy %s leads".formatted(proxy.dbProxyName()),
            rds -> rds.describeDBProxyTargets(it -> it.dbProxyName(proxy.dbProxyName())).targets())
        .stream()
        .flatMap(List::stream)
        .map(DBProxyTarget::rdsResourceId)
        .anyMatch(here.instance()::equals);
  }

  private void tell(Look look, String proxy) {
    look.warn(
        "the proxy %s in %s leads to %s".formatted(proxy, here.awsRegion(), here.instance()),
        "RDS lets no proxy lead to a replica, and no move changes one: services of the other region"
            + " that use one have no database once they are needed",
        "let services use the instances' own endpoints, or register the new writer after a move:"
            + " aws rds register-db-proxy-targets --db-proxy-name … --db-instance-identifiers …");
  }
}
