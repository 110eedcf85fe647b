package dev.lifeboat.aws.provider;

import com.sun.net.httpserver.HttpServer;
import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.awstestbed.Alarm;
import dev.lifeboat.awstestbed.Shop;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.drill.Drills;
import dev.lifeboat.drill.FigureBoard;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.provider.Adoption;
import dev.lifeboat.provider.Faults;
import dev.lifeboat.provider.Ledgers;
import dev.lifeboat.provider.MoveResidue;
import dev.lifeboat.provider.Notices;
import dev.lifeboat.provider.Platform;
import dev.lifeboat.provider.PlatformContract;
import dev.lifeboat.provider.RegionAnswers;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/// The contract of every provider, with a shop in an emulated account whose guards stand in both
/// regions.
@Timeout(300)
@ExtendWith(TestBed.InTests.class)
final class AwsPlatformTest extends PlatformContract {
  private final TestBed bed;

  @TempDir private Path folder;
  private Shop shop;
  private HttpServer probed;
  private Plan plan;
  private AwsAccount account;

  AwsPlatformTest(TestBed bed) {
    this.bed = bed;
  }

  @BeforeEach
  void serve() throws Exception {
    probed = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    probed.createContext(
        "/ready",
        call -> {
          call.sendResponseHeaders(200, -1);
          call.close();
        });
    probed.start();
    var alarm = new Alarm(bed, TestBed.RECOVERY);
    alarm.set(StateValue.OK);
    shop = new Shop(bed, Strategy.WARM_STANDBY, false, true, folder);
    shop.serve();
    shop.guard("west");
    var probe = "http://127.0.0.1:%d/ready".formatted(probed.getAddress().getPort());
    plan =
        AwsKeys.reader()
            .read(shop.watched(folder.resolve("watched.yaml"), probe, alarm.name()))
            .orThrow();
    account = shop.account(plan);
  }

  @AfterEach
  void end() throws Exception {
    probed.stop(0);
    shop.end();
  }

  @Override
  protected Plan plan() {
    return plan;
  }

  @Override
  protected Platform platform() {
    return account;
  }

  @Override
  protected Set<Class<? extends Platform.Ability>> abilities() {
    return Set.of(
        Adoption.class,
        Drills.class,
        Faults.class,
        FigureBoard.class,
        Ledgers.class,
        MoveResidue.class,
        Notices.class,
        RegionAnswers.class);
  }
}
