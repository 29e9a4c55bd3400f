package io.github.versionedschema.session.pin;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.versionedschema.execute.Gatekeeper.GatedVersion;
import io.github.versionedschema.session.AttachRefusedException;
import io.github.versionedschema.test.PostgresTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests the first use of a version, which waits until the version can be used.
 */
@PostgresTest
class FirstUseTests extends PinnedTests {

	@Test
	void asksOnceBeforeTheFirstUseWhoeverComesFirst() throws Exception {
		AtomicInteger asked = new AtomicInteger();
		PinnedDataSource dataSource = pinned(new GatedVersion(0, "01_init", "public_01_init", false), List.of(), () -> {
			asked.incrementAndGet();
			return this.versions.live("01_init").schema();
		});
		ExecutorService executor = Executors.newFixedThreadPool(4);
		try {
			List<Future<Boolean>> uses = new ArrayList<>();
			for (int i = 0; i < 4; i++) {
				uses.add(executor.submit(() -> {
					try (Connection connection = dataSource.getConnection()) {
						return connection.isValid(10);
					}
				}));
			}
			for (Future<Boolean> use : uses) {
				assertThat(use.get()).isTrue();
			}
		}
		finally {
			executor.shutdown();
		}
		assertThat(asked).hasValue(1);
	}

	@Test
	void remembersWhyTheVersionCouldNotBeBroughtIntoUseAndTriesAgain() throws SQLException {
		AtomicInteger asked = new AtomicInteger();
		GatedVersion version = this.versions.live("01_init");
		PinnedDataSource dataSource = pinned(version, List.of(), () -> {
			if (asked.incrementAndGet() == 1) {
				throw new IllegalStateException("the migrations are wrong");
			}
			return version.schema();
		});
		assertThatExceptionOfType(SQLException.class).isThrownBy(dataSource::getConnection)
			.withMessageContaining("\"01_init\" could not be brought into use: the migrations are wrong");
		assertThat(dataSource.lastRefusal()).get()
			.extracting(Exception::getCause)
			.isInstanceOf(IllegalStateException.class);
		assertThat(this.opened).hasValue(0);
		dataSource.getConnection().close();
		assertThat(dataSource.lastRefusal()).isEmpty();
	}

	@Test
	void asksAgainWhenTheVersionIsNotLiveAfterAll() throws SQLException {
		AtomicInteger asked = new AtomicInteger();
		GatedVersion version = this.versions.live("01_init");
		this.versions.state(version, "preparing");
		PinnedDataSource dataSource = pinned(version, List.of(), () -> {
			asked.incrementAndGet();
			return version.schema();
		});
		assertThatExceptionOfType(AttachRefusedException.class).isThrownBy(dataSource::getConnection);
		this.versions.state(version, "live");
		dataSource.getConnection().close();
		assertThat(asked).hasValue(2);
		assertThat(dataSource.isFenced()).isFalse();
		assertThat(this.fenced).isEmpty();
	}

	@Test
	void isFencedWhenItsVersionIsRetiredBeforeItsFirstUse() throws SQLException {
		GatedVersion version = this.versions.live("01_init");
		PinnedDataSource dataSource = pinned(version);
		this.versions.state(version, "retired");
		assertThatExceptionOfType(AttachRefusedException.class).isThrownBy(dataSource::getConnection);
		assertThat(dataSource.isFenced()).isTrue();
		assertThat(this.fenced).hasSize(1);
	}

	@Test
	void isFencedWhenItsVersionIsUndoneBeforeItsFirstUseAndStaysSo() throws SQLException {
		GatedVersion version = this.versions.live("02_next");
		PinnedDataSource dataSource = pinned(version);
		this.versions.execute("delete from versioned_schema.version");
		assertThatExceptionOfType(AttachRefusedException.class).isThrownBy(dataSource::getConnection);
		assertThat(dataSource.isFenced()).as("another look may find it").isFalse();
		assertThatExceptionOfType(AttachRefusedException.class).isThrownBy(dataSource::getConnection);
		assertThat(dataSource.isFenced()).isTrue();
	}

	@Test
	void stopsWaitingWhenTheApplicationStops() throws SQLException {
		PinnedDataSource dataSource = pinned(this.versions.live("01_init"), List.of(), () -> {
			throw new InterruptedException();
		});
		assertThatExceptionOfType(SQLException.class).isThrownBy(dataSource::getConnection)
			.withMessageContaining("Interrupted");
		assertThat(Thread.interrupted()).isTrue();
	}

}
