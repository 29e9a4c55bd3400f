package io.github.versionedschema.backfill;

import java.net.InetSocketAddress;
import java.time.Duration;

import io.github.versionedschema.test.FreezingProxy;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the batch size depends on how long rows are locked. Network latency must not
 * count, or the batches of a distant leader would shrink to one page each.
 */
@PostgresTest
class DistantBackfillTests {

	private static final Duration ONE_WAY = Duration.ofMillis(60);

	@Test
	void batchesGrowHoweverFarAwayTheLeaderIs(TestDatabase database) {
		Users users = new Users(database, 10_000);
		PGSimpleDataSource near = database.dataSource();
		try (FreezingProxy proxy = new FreezingProxy(
				new InetSocketAddress(near.getServerNames()[0], near.getPortNumbers()[0]), ONE_WAY);
				Filling filling = new Filling(() -> {
					PGSimpleDataSource far = database.dataSource();
					far.setServerNames(new String[] { "localhost" });
					far.setPortNumbers(new int[] { proxy.port() });
					return far.getConnection();
				}, Users.FILL, Duration.ofMillis(200))) {
			int before = proxy.roundTrips();
			filling.run();
			assertThat(proxy.roundTrips() - before).isLessThan(50);
		}
		assertThat(users.wrong()).isZero();
	}

}
