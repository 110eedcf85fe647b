package dev.lifeboat.mysql;

import dev.lifeboat.awstestbed.MysqlServer;
import dev.lifeboat.awstestbed.TestBed;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/// Among the proofs, since its server is half a gigabyte to fetch.
@Tag("proof")
@ExtendWith(TestBed.InTests.class)
final class MysqlGuardTest extends MysqlGuardContract {
  MysqlGuardTest(TestBed bed) {
    super(bed, MysqlServer.Product.MYSQL);
  }
}
