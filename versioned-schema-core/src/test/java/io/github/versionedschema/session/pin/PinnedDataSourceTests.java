package io.github.versionedschema.session.pin;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.versionedschema.execute.Gatekeeper.ClosedGate;
import io.github.versionedschema.execute.Gatekeeper.GatedVersion;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.session.AttachRefusal;
import io.github.versionedschema.session.AttachRefusedException;
import io.github.versionedschema.session.Gate;
import io.github.versionedschema.session.Presence;
import io.github.versionedschema.session.UnversionedClients;
import io.github.versionedschema.session.Versions;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

@PostgresTest
class PinnedDataSourceTests {

	private final List<AttachRefusedException> fenced = new ArrayList<>();

	private final AtomicInteger opened = new AtomicInteger();

	private TestDatabase database;

	private Versions versions;

	@BeforeEach
	void install(TestDatabase database) {
		this.database = database;
		this.versions = new Versions(database);
	}

	@Test
	void opensConnectionsOnThePathOfTheVersionAndAttachesThem() throws SQLException {
		GatedVersion version = this.versions.live("01_init");
		PinnedDataSource dataSource = pinned(version);
		assertThat(dataSource.isUsable()).isFalse();
		try (Connection first = dataSource.getConnection(); Connection second = dataSource.getConnection()) {
			assertThat(searchPath(first)).isEqualTo("\"public_01_init\", \"$user\", \"public\"");
			assertThat(second.isValid(10)).isTrue();
			assertThat(presence().attached(version.id())).hasSize(2);
		}
		assertThat(dataSource.isUsable()).isTrue();
		assertThat(dataSource.lastRefusal()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Upper Case", "with \"quotes\", commas", "it's", "back\\slash", "größe", "$user",
			"a_version_with_a_name_that_is_much_longer_than_what_postgresql_keeps_of_a_name_01" })
	void quotesThePathInTheStartUpPacket(String name) throws SQLException {
		String schema = Identifier.truncatedWithHash("public_" + name);
		GatedVersion version = this.versions.live("public", name, schema);
		this.versions.execute("create schema \"A \"\"further\"\", one\"");
		PinnedDataSource dataSource = pinned(version, List.of("A \"further\", one", "public"), () -> schema);
		try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
			try (var result = statement.executeQuery("select current_schemas(false)")) {
				result.next();
				assertThat((String[]) result.getArray(1).getArray()).containsExactly(schema, "public",
						"A \"further\", one");
			}
		}
	}

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

	@Test
	void isFencedOnceItsVersionIsRetired() throws SQLException {
		GatedVersion version = this.versions.live("01_init");
		PinnedDataSource dataSource = pinned(version);
		dataSource.getConnection().close();
		this.versions.live("02_next");
		this.versions.state(version, "retired");
		for (int i = 0; i < 3; i++) {
			AttachRefusedException refused = catchThrowableOfType(AttachRefusedException.class,
					dataSource::getConnection);
			assertThat(refused.reason()).isEqualTo(AttachRefusal.RETIRED);
			assertThat(refused.getMessage()).contains("Deploy a release for a live version: \"02_next\"");
		}
		assertThat(dataSource.isFenced()).isTrue();
		assertThat(dataSource.isUsable()).isFalse();
		assertThat(this.fenced).hasSize(1);
		assertThat(this.opened).as("a fenced source opens nothing").hasValue(2);
	}

	@Test
	void isFencedWhenItsVersionIsUndone() throws SQLException {
		GatedVersion version = this.versions.live("02_next");
		PinnedDataSource dataSource = pinned(version);
		dataSource.getConnection().close();
		this.versions.execute("delete from versioned_schema.version");
		assertThatExceptionOfType(AttachRefusedException.class).isThrownBy(dataSource::getConnection);
		assertThat(dataSource.isFenced()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "preparing", "retired" })
	void opensConnectionsAgainWhenItsVersionIsLiveAgain(String state) throws SQLException {
		GatedVersion version = this.versions.live("01_init");
		try (PinnedDataSource dataSource = pinned(version)) {
			for (int i = 1; i <= 2; i++) {
				dataSource.getConnection().close();
				this.versions.state(version, state);
				assertThatExceptionOfType(AttachRefusedException.class).isThrownBy(dataSource::getConnection);
				assertThat(dataSource.isFenced()).isTrue();
				int looks = this.opened.get();
				await().until(() -> this.opened.get() > looks);
				assertThat(dataSource.isFenced()).isTrue();
				this.versions.state(version, "live");
				await().atMost(Duration.ofSeconds(30)).until(() -> !dataSource.isFenced());
				assertThat(this.fenced).hasSize(i);
			}
			try (Connection connection = dataSource.getConnection()) {
				assertThat(searchPath(connection)).isEqualTo("\"public_01_init\", \"$user\", \"public\"");
				assertThat(presence().attached(version.id())).hasSize(1);
				assertThat(dataSource.isUsable()).isTrue();
				assertThat(dataSource.lastRefusal()).isEmpty();
			}
		}
	}

	@Test
	void findsItsVersionWhenTheCredentialsOfThePoolHaveExpired() throws SQLException {
		GatedVersion version = this.versions.live("01_init");
		String role = this.database.createRole();
		this.versions.execute("grant usage on schema public_01_init to " + role);
		try (PinnedDataSource dataSource = pinned(version)) {
			dataSource.getConnection(role, role).close();
			this.versions.state(version, "preparing");
			assertThatExceptionOfType(AttachRefusedException.class)
				.isThrownBy(() -> dataSource.getConnection(role, role));
			this.versions.execute("alter role " + role + " nologin");
			this.versions.state(version, "live");
			await().atMost(Duration.ofSeconds(30)).until(() -> !dataSource.isFenced());
		}
	}

	@Test
	void staysFencedWhileItsVersionIsLiveInNoSchema() throws SQLException {
		GatedVersion version = this.versions.live("01_init");
		try (PinnedDataSource dataSource = pinned(version)) {
			dataSource.getConnection().close();
			this.versions.execute("drop schema versioned_schema cascade");
			assertThatExceptionOfType(AttachRefusedException.class).isThrownBy(dataSource::getConnection)
				.withMessageContaining("this database has no versions yet");
			this.versions.execute("drop schema public_01_init");
			new Versions(this.database).execute("""
					insert into versioned_schema.version (base_schema, name, schema_name, state)
					values ('public', '01_init', 'public_01_init', 'live')
					""");
			int looks = this.opened.get();
			await().until(() -> this.opened.get() > looks);
			assertThat(dataSource.isFenced()).isTrue();
			this.versions.execute("create schema public_01_init");
			await().atMost(Duration.ofSeconds(30)).until(() -> !dataSource.isFenced());
			dataSource.getConnection().close();
		}
	}

	@Test
	void isNotFencedByAGateThatOpensAgain() throws SQLException {
		GatedVersion version = this.versions.live("01_init");
		PinnedDataSource dataSource = pinned(version);
		dataSource.getConnection().close();
		try (Connection leader = this.versions.leader()) {
			Gate gate = new Gate(new UnversionedClients(Set.of(), "none"), Duration.ofSeconds(30));
			ClosedGate closed = gate.close(leader, version, true);
			assertThatExceptionOfType(AttachRefusedException.class).isThrownBy(dataSource::getConnection);
			assertThat(dataSource.isUsable()).isFalse();
			assertThat(dataSource.takenAway()).isPresent();
			closed.open();
		}
		await().until(() -> dataSource.takenAway().isEmpty());
		dataSource.getConnection().close();
		assertThat(dataSource.isFenced()).isFalse();
		assertThat(dataSource.isUsable()).isTrue();
	}

	@Test
	void opensNothingForItsCallersWhileItsVersionIsClosedAndLearnsThatItWasRetired() throws SQLException {
		GatedVersion version = this.versions.live("01_init");
		PinnedDataSource dataSource = pinned(version);
		dataSource.getConnection().close();
		try (Connection leader = this.versions.leader()) {
			Gate gate = new Gate(new UnversionedClients(Set.of(), "none"), Duration.ofSeconds(30));
			ClosedGate closed = gate.close(leader, version, true);
			for (int i = 0; i < 100; i++) {
				AttachRefusedException refused = catchThrowableOfType(AttachRefusedException.class,
						dataSource::getConnection);
				assertThat(refused.reason()).isEqualTo(AttachRefusal.CLOSED);
			}
			assertThat(this.opened).hasValueLessThan(50);
			this.versions.state(version, "retired");
			closed.open();
		}
		// No connection is requested.
		await().until(dataSource::isFenced);
		assertThat(this.fenced).hasSize(1);
	}

	@Test
	void closesAConnectionThatWasRefused() throws SQLException {
		GatedVersion version = this.versions.live("01_init");
		PinnedDataSource dataSource = pinned(version, List.of(), () -> "public");
		assertThatExceptionOfType(AttachRefusedException.class).isThrownBy(dataSource::getConnection)
			.withMessageContaining("its current schema is \"public\"");
		awaitNoSession();
	}

	@ParameterizedTest
	@ValueSource(strings = { "?currentSchema=public", "?ssl=false&currentSchema=a,b", "?current%53chema=x" })
	void refusesAUrlThatSetsThePath(String query) {
		assertThatExceptionOfType(CurrentSchemaInUrlException.class)
			.isThrownBy(() -> new DriverConnections("jdbc:postgresql://db.example/shop" + query, Properties::new))
			.withMessageContainingAll("The URL jdbc:postgresql://db.example/shop sets currentSchema",
					"versioned-schema.schema", "SearchPathCustomizer")
			.withMessageNotContaining("ssl=false");
	}

	@Test
	void refusesPropertiesThatSetThePath() {
		PinnedDataSource dataSource = pinned(this.versions.live("01_init"), List.of(), () -> "public_01_init",
				credentials("currentSchema", "mine"));
		assertThatExceptionOfType(CurrentSchemaInUrlException.class).isThrownBy(dataSource::getConnection)
			.withMessageContaining("A property of the DataSource sets currentSchema");
	}

	@Test
	void winsOverAPathInTheOptions() throws SQLException {
		PinnedDataSource dataSource = pinned(this.versions.live("01_init"), List.of(), () -> "public_01_init",
				credentials("options", "-c search_path=mine"));
		try (Connection connection = dataSource.getConnection()) {
			assertThat(searchPath(connection)).startsWith("\"public_01_init\"");
		}
	}

	@Test
	void givesTheFirstWhoAsksTheConnectionThatWasOpenedAhead() throws SQLException {
		GatedVersion version = this.versions.live("01_init");
		PinnedDataSource dataSource = pinned(version);
		assertThat(dataSource.openAhead()).hasValue("public_01_init");
		assertThat(presence().attached(version.id())).hasSize(1);
		try (Connection first = dataSource.getConnection()) {
			assertThat(searchPath(first)).isEqualTo("\"public_01_init\", \"$user\", \"public\"");
			assertThat(this.opened).hasValue(1);
			dataSource.getConnection().close();
			assertThat(this.opened).hasValue(2);
		}
		assertThat(presence().attached(version.id())).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "preparing", "retired" })
	void keepsNoConnectionAheadOfAVersionThatIsNotLive(String state) throws SQLException {
		GatedVersion version = this.versions.live("01_init");
		this.versions.state(version, state);
		PinnedDataSource dataSource = pinned(version);
		assertThat(dataSource.openAhead()).isEmpty();
		awaitNoSession();
		this.versions.state(version, "live");
		dataSource.getConnection().close();
		assertThat(this.opened).hasValue(2);
	}

	@Test
	void keepsNoConnectionAheadWhereTheVersionHasAnotherSchema() throws SQLException {
		GatedVersion version = this.versions.live("public", "01_init", "public_01_init_2");
		PinnedDataSource dataSource = pinned(version);
		assertThat(dataSource.openAhead()).isEmpty();
		try (Connection connection = dataSource.getConnection()) {
			assertThat(searchPath(connection)).isEqualTo("\"public_01_init_2\", \"$user\", \"public\"");
		}
	}

	@Test
	void opensAnotherConnectionWhenTheOneAheadWasLost() throws SQLException {
		PinnedDataSource dataSource = pinned(this.versions.live("01_init"));
		dataSource.openAhead();
		this.database.jdbc()
			.sql("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'pinned'")
			.query(Boolean.class)
			.single();
		try (Connection connection = dataSource.getConnection()) {
			assertThat(connection.isValid(10)).isTrue();
		}
	}

	@Test
	void givesNobodyTheConnectionAheadOfAnotherUser() throws SQLException {
		GatedVersion version = this.versions.live("01_init");
		String role = this.database.createRole();
		this.versions.execute("grant usage on schema public_01_init to " + role);
		PinnedDataSource dataSource = pinned(version);
		dataSource.openAhead();
		try (Connection connection = dataSource.getConnection(role, role)) {
			assertThat(connection.getMetaData().getUserName()).isEqualTo(role);
		}
		awaitNoSession();
	}

	@Test
	void keepsNoConnectionAheadOnceThatIsOver() throws SQLException {
		PinnedDataSource dataSource = pinned(this.versions.live("01_init"));
		dataSource.openAhead();
		dataSource.closeAhead();
		dataSource.openAhead();
		awaitNoSession();
		dataSource.getConnection().close();
		assertThat(this.opened).hasValue(3);
	}

	@Test
	void asksForCredentialsAtEachOpening() throws SQLException {
		GatedVersion version = this.versions.live("01_init");
		String role = this.database.createRole();
		this.versions.execute("grant usage on schema public_01_init to " + role);
		Properties current = credentials("ApplicationName", "pinned");
		PinnedDataSource dataSource = new PinnedDataSource(new DriverConnections(this.database.url(), () -> current),
				version(version, List.of()), version::schema, this.fenced::add);
		dataSource.getConnection().close();
		current.setProperty("user", role);
		current.setProperty("password", role);
		try (Connection connection = dataSource.getConnection()) {
			assertThat(connection.getMetaData().getUserName()).isEqualTo(role);
		}
		try (Connection connection = dataSource.getConnection(this.database.user(), this.database.password())) {
			assertThat(connection.getMetaData().getUserName()).isEqualTo(this.database.user());
		}
	}

	@Test
	void explainsAPoolerThatDoesNotTakeThePath() {
		PinnedDataSource dataSource = new PinnedDataSource((properties) -> {
			throw new SQLException("FATAL: unsupported startup parameter: search_path", "08P01");
		}, new PinnedVersion("public", "01_init", List.of()), () -> "public_01_init", this.fenced::add);
		assertThatExceptionOfType(PoolerInBetweenException.class).isThrownBy(dataSource::getConnection)
			.withMessageContainingAll("PgBouncer", "session pooling mode", "unsupported startup parameter");
	}

	@Test
	void keepsThePathInAHikariPoolOverRollbacksAndDiscardAll() throws SQLException {
		GatedVersion version = this.versions.live("01_init");
		HikariConfig config = new HikariConfig();
		config.setDataSource(pinned(version));
		config.setAutoCommit(false);
		config.setMaximumPoolSize(1);
		config.setConnectionInitSql("select 1");
		try (HikariDataSource pool = new HikariDataSource(config)) {
			for (int i = 0; i < 3; i++) {
				try (Connection connection = pool.getConnection()) {
					assertThat(searchPath(connection)).isEqualTo("\"public_01_init\", \"$user\", \"public\"");
					connection.createStatement().execute("set search_path = public");
					connection.rollback();
				}
			}
			assertThat(presence().attached(version.id())).hasSize(1);
			try (Connection connection = pool.getConnection()) {
				connection.setAutoCommit(true);
				connection.createStatement().execute("discard all");
				assertThat(searchPath(connection)).isEqualTo("\"public_01_init\", \"$user\", \"public\"");
			}
			assertThat(presence().attached(version.id())).isEmpty();
		}
	}

	@Test
	void givesAPoolItsCredentialsAndTheReasonOfItsFailure() throws SQLException {
		GatedVersion version = this.versions.live("01_init");
		HikariConfig config = new HikariConfig();
		PinnedDataSource dataSource = new PinnedDataSource(
				new DriverConnections(this.database.url(), () -> new Properties()), version(version, List.of()),
				version::schema, this.fenced::add);
		config.setDataSource(dataSource);
		config.setUsername(this.database.user());
		config.setPassword(this.database.password());
		try (HikariDataSource pool = new HikariDataSource(config); Connection connection = pool.getConnection()) {
			assertThat(connection.isValid(10)).isTrue();
		}
		this.versions.state(version, "retired");
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> new HikariDataSource(config).close())
			.withStackTraceContaining("retired and can never be used again");
		assertThat(dataSource.lastRefusal()).get().isInstanceOf(AttachRefusedException.class);
		assertThat(this.fenced).hasSize(1);
	}

	@Test
	void keepsThePathThatTheDatabaseSets() throws SQLException {
		GatedVersion version = this.versions.live("01_init");
		this.versions.execute("alter database " + this.database.name()
				+ " set search_path = \"$user\", public, extensions, \"Upper \"\"and, comma\"");
		try (Connection connection = pinned(version, List.of("further", "extensions"), version::schema)
			.getConnection()) {
			assertThat(searchPath(connection)).isEqualTo(
					"\"public_01_init\", \"$user\", \"public\", \"extensions\", \"Upper \"\"and, comma\", \"further\"");
		}
	}

	@Test
	void keepsThePathOfTheRoleThatConnects() throws SQLException {
		GatedVersion version = this.versions.live("01_init");
		String role = this.database.createRole();
		this.versions.execute("grant usage on schema public_01_init to " + role);
		this.versions.execute("alter database " + this.database.name() + " set search_path = public, of_database");
		this.versions.execute("alter role " + role + " in database " + this.database.name()
				+ " set search_path = first, public, of_role");
		PinnedDataSource dataSource = pinned(version);
		try (Connection connection = dataSource.getConnection();
				Connection other = dataSource.getConnection(role, role)) {
			assertThat(searchPath(connection)).isEqualTo("\"public_01_init\", \"public\", \"of_database\"");
			assertThat(searchPath(other)).isEqualTo("\"public_01_init\", \"first\", \"public\", \"of_role\"");
		}
	}

	@Test
	void putsTheBaseSchemaBehindTheVersionWhereTheServersPathLacksIt() throws SQLException {
		GatedVersion version = this.versions.live("01_init");
		this.versions.execute("alter database " + this.database.name() + " set search_path = extensions");
		try (Connection connection = pinned(version).getConnection()) {
			assertThat(searchPath(connection)).isEqualTo("\"public_01_init\", \"public\", \"extensions\"");
		}
	}

	private PinnedDataSource pinned(GatedVersion version) {
		return pinned(version, List.of(), version::schema);
	}

	private PinnedDataSource pinned(GatedVersion version, List<String> further, BeforeFirstUse beforeFirstUse) {
		return pinned(version, further, beforeFirstUse, credentials("ApplicationName", "pinned"));
	}

	private PinnedDataSource pinned(GatedVersion version, List<String> further, BeforeFirstUse beforeFirstUse,
			Properties properties) {
		DriverConnections connections = new DriverConnections(this.database.url(), () -> properties);
		return new PinnedDataSource((startUp) -> {
			if (startUp.containsKey("currentSchema")) {
				this.opened.incrementAndGet();
			}
			return connections.open(startUp);
		}, version(version, further), beforeFirstUse, this.fenced::add);
	}

	private static PinnedVersion version(GatedVersion version, List<String> further) {
		return new PinnedVersion("public", version.name(), further);
	}

	private Properties credentials(String name, String value) {
		Properties properties = new Properties();
		properties.setProperty("user", this.database.user());
		properties.setProperty("password", this.database.password());
		properties.setProperty(name, value);
		return properties;
	}

	/** The server ends a session shortly after the client closes it. */
	private void awaitNoSession() {
		await().untilAsserted(() -> assertThat(this.database.jdbc()
			.sql("select pid from pg_stat_activity where application_name = 'pinned'")
			.query(Integer.class)
			.list()).isEmpty());
	}

	private Presence presence() {
		return new Presence(this.database.jdbc());
	}

	private static String searchPath(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				var result = statement.executeQuery("show search_path")) {
			result.next();
			return result.getString(1);
		}
	}

}
