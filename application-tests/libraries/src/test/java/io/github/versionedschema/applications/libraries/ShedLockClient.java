package io.github.versionedschema.applications.libraries;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** Takes locks of ShedLock that exclude all live releases. */
final class ShedLockClient implements Client {

	private final LockProvider locks;

	ShedLockClient(JdbcTemplate jdbc) {
		this.locks = new JdbcTemplateLockProvider(
				JdbcTemplateLockProvider.Configuration.builder().withJdbcTemplate(jdbc).usingDbTime().build());
	}

	@Override
	public void turn(int number, List<Client> peers) {
		String name = "lock " + System.identityHashCode(this);
		SimpleLock lock = take(this, name).orElseThrow();
		peers.forEach((peer) -> assertThat(take((ShedLockClient) peer, name)).isEmpty());
		lock.unlock();
		take((ShedLockClient) peers.get(number % peers.size()), name).orElseThrow().unlock();
	}

	private static Optional<SimpleLock> take(ShedLockClient client, String name) {
		return client.locks.lock(new LockConfiguration(Instant.now(), name, Duration.ofMinutes(5), Duration.ZERO));
	}

	@Override
	public void verify(List<Client> peers) {
		peers.forEach((peer) -> take((ShedLockClient) peer, "verified").orElseThrow().unlock());
	}

}
