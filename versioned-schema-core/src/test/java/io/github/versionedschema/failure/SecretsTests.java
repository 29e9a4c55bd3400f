package io.github.versionedschema.failure;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.VersionedSchemaSettings;
import io.github.versionedschema.postgres.ConnectionSource;
import io.github.versionedschema.session.pin.DriverConnections;
import io.github.versionedschema.session.pin.PinnedDataSource;
import io.github.versionedschema.session.pin.PinnedVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests URLs and messages that contain the password "geheim".
 */
class SecretsTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			jdbc:postgresql://h/db?user=u&password=geheim            | jdbc:postgresql://h/db?user=u&password=***
			jdbc:postgresql://h/db?password=geheim&user=me@azure     | jdbc:postgresql://h/db?password=***&user=me@azure
			jdbc:postgresql://h:54x32/db?sslpassword=ge@heim;'x      | jdbc:postgresql://h:54x32/db?sslpassword=***
			jdbc:postgresql://h/db?password=%67eheim%26x&ssl=true    | jdbc:postgresql://h/db?password=***&ssl=true
			jdbc:postgresql://user:geheim@h:5432/db                  | jdbc:postgresql://***@h:5432/db
			jdbc:postgresql://user:ge:h/e?im@h/db                    | jdbc:postgresql://***@h/db
			jdbc:postgresql://user:12345@h/db                        | jdbc:postgresql://***@h/db
			jdbc:postgresql://h:5432/my@db                           | jdbc:postgresql://h:5432/my@db
			jdbc:postgresql:user:geheim@h/db                         | ***@h/db
			postgres://user:geheim@h/db                              | postgres://***@h/db
			Unable to parse URL jdbc:x://h/?Pwd=geheim               | Unable to parse URL jdbc:x://h/?Pwd=***
			java.net.UnknownHostException: user:geheim@h             | java.net.UnknownHostException: ***@h
			{password=geheim, user=u}                                | {password=*** user=u}
			host=h password = 'ge\\'heim' user=u                     | host=h password = *** user=u
			password="geheim" trustStorePassword=geheim              | password=*** trustStorePassword=***
			{"client_secret": "geheim", "n": 1}                      | {"client_secret": ***, "n": 1}
			alter role app password 'ge''heim' login                 | alter role app password *** login
			x%3Fpassword%3Dgeheim                                    | x%3Fpassword%3D***
			The URL jdbc:x:y?password=***. Check it.                  | The URL jdbc:x:y?password=***. Check it.
			password=***geheim                                       | password=***
			select a::jsonb@>b from t where name = 'x'               | select a::jsonb@>b from t where name = 'x'
			password authentication failed for user "u"              | password authentication failed for user "u"
			The token is "x" at 12:30:45                             | The token is "x" at 12:30:45
			""")
	void hidesCredentialsAndNothingThatExplains(String text, String hidden) {
		assertThat(Secrets.hide(text)).isEqualTo(hidden);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			jdbc:postgresql://h/db?password=ge heim&user=u   | jdbc:postgresql://h/db?password=***&user=u
			jdbc:postgresql://h/db?pass%77ord=geheim         | jdbc:postgresql://h/db?pass%77ord=***
			jdbc:postgresql://h/db?100%=x&token=ge heim      | jdbc:postgresql://h/db?100%=x&token=***
			jdbc:postgresql://u:geheim@h/db?user=me@azure    | jdbc:postgresql://***@h/db?user=me@azure
			""")
	void hidesInAUrlWhatAParameterCanHold(String url, String hidden) {
		assertThat(Secrets.hideInUrl(url)).isEqualTo(hidden);
	}

	@Test
	void hidesWhatABlockingSessionWrites() {
		Blocker blocker = new Blocker(1, "admin", "psql", "active", 1.0, "alter role app password 'geheim'", null);
		assertThat(blocker.query()).isEqualTo("alter role app password ***");
		assertThat(blocker).asString().endsWith("alter role app password ***");
	}

	@Test
	void leavesAFailureThatShowsNothingAsItIs() {
		SQLException failure = new SQLException("the host is away", "08001", new IllegalStateException("x"));
		assertThat(Secrets.hideIn(failure)).isSameAs(failure);
	}

	@Test
	void hidesInCausesAndInWhatFollows() {
		SQLException failure = new SQLException("failed", "08001", 7,
				new IllegalArgumentException("URL invalid jdbc:x://u:geheim@h"));
		failure.setNextException(new SQLException("password=geheim"));
		failure.addSuppressed(new IllegalStateException("password=geheim"));
		failure.addSuppressed(failure.getNextException());
		Throwable hidden = Secrets.hideIn(failure);
		assertThat(hidden).isInstanceOf(SQLException.class)
			.hasMessage("failed")
			.hasRootCauseMessage("URL invalid jdbc:x://***@h");
		assertThat(hidden.getStackTrace()).isEqualTo(failure.getStackTrace());
		assertThat(((SQLException) hidden).getSQLState()).isEqualTo("08001");
		assertThat(((SQLException) hidden).getErrorCode()).isEqualTo(7);
		assertThat(((SQLException) hidden).getNextException().getMessage()).isEqualTo("password=***");
		assertThat(hidden.getSuppressed()).hasSize(1);
		assertShowsNothing(hidden);
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:postgresql://localhost:54x32/db?user=u&password=geheim",
			"jdbc:postgresql://localhost:99999/db?user=u&password=geheim",
			"jdbc:postgresql://localhost/a/b?user=u&password=geheim",
			"jdbc:postgresql://localhost:1/db?user=u&password=geheim%zz",
			"jdbc:postgresql://localhost:1/db?user=u&password=geheim&sslmode=x", "jdbc:postgresql://user:geheim@h/db",
			"jdbc:postgresql://user:geheim@h:5432/db", "jdbc:postgresql://user:ge/geheim@h/db",
			"jdbc:posgresql://localhost/db?password=geheim", "postgres://user:geheim@localhost/db" })
	void theEngineAndItsDataSourceShowNoPasswordThatTheDriverShows(String url) {
		PinnedDataSource pinned = new PinnedDataSource(new DriverConnections(url, Properties::new),
				new PinnedVersion("public", "01_init", List.of()), () -> "public_01_init", (refusal) -> {
				});
		assertShowsNothing(catchThrowable(pinned::getConnection));
		assertShowsNothing(catchThrowable(pinned::openAhead));
		ConnectionSource[] sources = { () -> DriverManager.getConnection(url),
				() -> new DriverConnections(url, Properties::new).open(new Properties()), () -> dataSource(url) };
		for (ConnectionSource source : sources) {
			try (VersionedSchema schema = VersionedSchema
				.builder(VersionedSchemaSettings.of("public"), source, List::of)
				.build()) {
				assertShowsNothing(catchThrowable(schema::status));
				assertShowsNothing(catchThrowable(() -> schema.complete(false)));
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:postgresql://localhost/db?user=app@server",
			"jdbc:postgresql://localhost:5432/db?user=app@server&password=a:b@c",
			"jdbc:postgresql://one:5432,two:5433/db?ApplicationName=a:b@c", "jdbc:postgresql:///db?user=a:b@c",
			"jdbc:postgresql://[::1]:5432/db?user=app@server", "jdbc:postgresql://one,[::1]:5432/db?user=app@server",
			"jdbc:postgresql:db" })
	void anAtSignElsewhereIsNoPasswordInFrontOfAHost(String url) {
		assertThat(Secrets.isInFrontOfHost(url)).isFalse();
	}

	@Test
	void saysWhatIsWrongWithTheUrl() {
		assertThatExceptionOfType(SQLException.class)
			.isThrownBy(() -> open("jdbc:postgresql://localhost:54x32/db?password=geheim"))
			.withMessageContainingAll("No JDBC driver takes", "jdbc:postgresql://localhost:54x32/db?password=***",
					"the port");
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> open("jdbc:postgresql://user:geheim@db/shop"))
			.withMessageContainingAll("jdbc:postgresql://***@db/shop", "in front of the host");
	}

	private static Connection open(String url) throws SQLException {
		return new DriverConnections(url, Properties::new).open(new Properties());
	}

	private static Connection dataSource(String url) throws SQLException {
		PGSimpleDataSource dataSource = new PGSimpleDataSource();
		dataSource.setUrl(url);
		return dataSource.getConnection();
	}

	private static void assertShowsNothing(Throwable failure) {
		assertThat(failure).isNotNull();
		StringWriter text = new StringWriter();
		failure.printStackTrace(new PrintWriter(text));
		assertThat(text.toString()).doesNotContain("geheim");
	}

}
