package io.github.versionedschema.autoconfigure.actuate;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import com.zaxxer.hikari.HikariDataSource;
import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.autoconfigure.VersionedSchemaFactory;
import io.github.versionedschema.autoconfigure.support.MigrationFiles;
import io.github.versionedschema.autoconfigure.support.Properties;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

@PostgresTest
class SchemaVersionsEndpointTests {

	private final HttpClient http = HttpClient.newHttpClient();

	private TestDatabase database;

	private MigrationFiles migrations;

	private ConfigurableApplicationContext application;

	@BeforeEach
	void startTheSecondReleaseBesideTheFirst(TestDatabase database, @TempDir Path folder) {
		this.database = database;
		this.migrations = new MigrationFiles(folder).first();
		this.application = start();
		this.application.getBean(JdbcClient.class).sql("insert into customers values (1, 'Ann')").update();
		this.application.close();
		awaitNoSession();
		this.migrations.second();
		this.application = start();
	}

	/** The server notices closed sessions with a short delay. */
	private void awaitNoSession() {
		await().until(() -> this.database.jdbc()
			.sql("select count(*) = 0 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()")
			.query(Boolean.class)
			.single());
	}

	private ConfigurableApplicationContext start(String... more) {
		return new SpringApplicationBuilder(Application.class).registerShutdownHook(false)
			.properties(Properties.of(this.database))
			.properties(this.migrations.property(), "server.port=0", "server.address=127.0.0.1",
					"spring.flyway.enabled=false", "spring.liquibase.enabled=false",
					"management.endpoints.web.exposure.include=*", "management.endpoint.health.show-details=always",
					"management.endpoint.schema-versions.access=unrestricted", "spring.jmx.enabled=true",
					"management.endpoints.jmx.exposure.include=*",
					"management.endpoint.health.group.readiness.include=readinessState,versionedSchema")
			.properties(more)
			.run();
	}

	@AfterEach
	void stop() {
		this.application.close();
	}

	private HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
		return this.http.send(request(method, path), BodyHandlers.ofString());
	}

	private CompletableFuture<HttpResponse<String>> sendAsync(String method, String path) {
		return this.http.sendAsync(request(method, path), BodyHandlers.ofString());
	}

	private HttpRequest request(String method, String path) {
		String port = this.application.getEnvironment().getRequiredProperty("local.server.port");
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/" + path))
			.method(method, BodyPublishers.noBody())
			.build();
	}

	@Test
	void saysWhetherActionsAreAllowed() throws Exception {
		JsonNode allowed = json(send("GET", "schema-versions"));
		assertThat(allowed.get("writesAllowed").booleanValue()).isTrue();
		assertThat(allowed.has("toAllowWrites")).isFalse();
		assertThat(allowed.has("baseSchema")).isTrue();
		assertThat(allowed.get("actions").get(0).get("segments").toString()).isEqualTo("[\"complete\"]");
		assertThat(allowed.get("actions").get(0).get("dryRun").booleanValue()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "management.endpoint.schema-versions.access=read-only",
			"management.endpoints.access.max-permitted=read-only" })
	void saysWhatIsMissingWhereActionsAreNotAllowed(String property) throws Exception {
		this.application.close();
		this.application = start(property);
		JsonNode status = json(send("GET", "schema-versions"));
		assertThat(status.get("writesAllowed").booleanValue()).isFalse();
		assertThat(status.get("toAllowWrites").asString())
			.contains("management.endpoint.schema-versions.access=unrestricted");
		assertThat(status.get("actions")).isEmpty();
		assertThat(send("POST", "schema-versions/abort").statusCode()).isEqualTo(404);
		assertThat(json(send("GET", "schema-versions")).get("phase").asString()).isEqualTo("EXPANDED");
	}

	private static JsonNode json(HttpResponse<String> response) {
		return JsonMapper.shared().readTree(response.body());
	}

	private Connection attachToTheFirstVersion() throws Exception {
		PGSimpleDataSource first = this.database.dataSource();
		first.setCurrentSchema("public_01_create_customers, public");
		first.setApplicationName("first release");
		Connection session = first.getConnection();
		session.createStatement().execute("select versioned_schema.attach('01_create_customers')");
		return session;
	}

	@Test
	void showsVersionsAndWhoIsAttached() throws Exception {
		this.application.getBean(JdbcClient.class).sql("select 1").query(Integer.class).single();
		try (Connection session = attachToTheFirstVersion()) {
			assertThat(session.isValid(10)).isTrue();
			JsonNode status = json(send("GET", "schema-versions"));
			assertThat(status.get("phase").asString()).isEqualTo("EXPANDED");
			assertThat(status.get("usable").asBoolean()).isTrue();
			assertThat(status.get("versions").get(0).get("sessions").get(0).get("application").asString())
				.isEqualTo("first release");
			assertThat(status.get("versions").get(1).get("sessions")).isNotEmpty();
			assertThat(status.get("next").asString()).contains("Complete");
		}
	}

	@Test
	void completeIsAcceptedAndDone() throws Exception {
		HttpResponse<String> dryRun = send("POST", "schema-versions/complete/dry-run");
		assertThat(dryRun.statusCode()).isEqualTo(200);
		assertThat(json(dryRun).get("result").asString()).isEqualTo("WOULD_RUN");
		HttpResponse<String> complete = send("POST", "schema-versions/complete");
		assertThat(complete.statusCode()).isEqualTo(202);
		assertThat(json(complete).get("result").asString()).isEqualTo("ACCEPTED");
		await().atMost(Duration.ofSeconds(60))
			.untilAsserted(
					() -> assertThat(json(send("GET", "schema-versions")).get("phase").asString()).isEqualTo("STEADY"));
		assertThat(this.application.getBean(JdbcClient.class)
			.sql("select full_name from customers")
			.query(String.class)
			.single()).isEqualTo("Ann");
		await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
			HttpResponse<String> again = send("POST", "schema-versions/complete");
			assertThat(again.statusCode()).isEqualTo(200);
			assertThat(json(again).get("result").asString()).isEqualTo("NOTHING");
		});
	}

	@Test
	void completeWithKeepIsRevertedAndContracted() throws Exception {
		assertThat(json(send("POST", "schema-versions/complete/keep/dry-run")).get("message").asString())
			.contains("would be retired and kept");
		HttpResponse<String> keep = send("POST", "schema-versions/complete/keep");
		assertThat(keep.statusCode()).isEqualTo(200);
		assertThat(json(keep).get("message").asString()).contains("Revert makes it live again");
		JsonNode kept = json(send("GET", "schema-versions"));
		assertThat(kept.get("phase").asString()).isEqualTo("KEPT");
		assertThat(kept.get("versions").get(0).get("state").asString()).isEqualTo("kept");
		assertThat(send("POST", "schema-versions/abort").statusCode()).isEqualTo(409);
		assertThat(send("POST", "schema-versions/abort/dry-run").statusCode()).isEqualTo(409);
		assertThat(json(send("POST", "schema-versions/contract/dry-run")).get("result").asString())
			.isEqualTo("WOULD_RUN");
		assertThat(json(send("POST", "schema-versions/revert/dry-run")).get("message").asString())
			.contains("would be live again");
		assertThat(send("POST", "schema-versions/revert/force").statusCode()).isEqualTo(404);
		assertThat(json(send("POST", "schema-versions/revert")).get("result").asString()).isEqualTo("DONE");
		assertThat(send("POST", "schema-versions/contract").statusCode()).isEqualTo(409);
		assertThat(send("POST", "schema-versions/contract/dry-run").statusCode()).isEqualTo(409);
		assertThat(send("POST", "schema-versions/complete/keep").statusCode()).isEqualTo(200);
		assertThat(send("POST", "schema-versions/contract").statusCode()).isEqualTo(202);
		await().atMost(Duration.ofSeconds(60))
			.untilAsserted(
					() -> assertThat(json(send("GET", "schema-versions")).get("phase").asString()).isEqualTo("STEADY"));
	}

	@Test
	void completeIsRefusedAtOnceWhileSomebodyIsAttached() throws Exception {
		try (Connection session = attachToTheFirstVersion()) {
			for (String path : new String[] { "schema-versions/complete", "schema-versions/complete/dry-run" }) {
				HttpResponse<String> refused = send("POST", path);
				assertThat(refused.statusCode()).isEqualTo(409);
				assertThat(json(refused).get("reason").asString()).isEqualTo("SESSIONS_ATTACHED");
				assertThat(json(refused).get("details").toString()).contains("first release");
				assertThat(json(refused).get("message").asString()).isNotBlank();
			}
			JsonNode forced = json(send("POST", "schema-versions/complete/force/dry-run"));
			assertThat(forced.get("result").asString()).isEqualTo("WOULD_RUN");
			assertThat(forced.get("message").asString()).contains("Force would terminate 1 session");
			assertThat(session.isValid(10)).isTrue();
			assertThat(send("POST", "schema-versions/complete/force").statusCode()).isEqualTo(202);
			await().atMost(Duration.ofSeconds(60)).until(() -> !session.isValid(10));
		}
	}

	@Test
	void abortWithForceFencesTheInstance() throws Exception {
		this.application.getBean(JdbcClient.class).sql("select 1").query(Integer.class).single();
		assertThat(send("GET", "health/readiness").body()).contains("\"status\":\"UP\"")
			.doesNotContain("DOWN", "OUT_OF");
		assertThat(send("POST", "schema-versions/abort").statusCode()).isEqualTo(409);
		assertThat(send("POST", "schema-versions/abort/force").statusCode()).isEqualTo(202);
		JdbcClient jdbc = this.application.getBean(JdbcClient.class);
		await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
			assertThatExceptionOfType(DataAccessException.class)
				.isThrownBy(() -> jdbc.sql("select count(*) from customers").query(Long.class).single());
			HttpResponse<String> readiness = send("GET", "health/readiness");
			assertThat(readiness.statusCode()).isEqualTo(503);
			JsonNode details = json(readiness).get("components").get("versionedSchema").get("details");
			assertThat(details.get("state").asString()).isEqualTo("fenced");
			assertThat(details.get("reason").asString()).contains("02_full_name");
		});
		assertThat(this.application.getBean(HikariDataSource.class).getConnectionTimeout()).isEqualTo(250);
		// The pool may still contain terminated connections.
		await().untilAsserted(() -> assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> jdbc.sql("select count(*) from customers").query(Long.class).single())
			.withStackTraceContaining(
					"AttachRefusedException: version \"02_full_name\" of schema \"public\" is not live"));
	}

	@Test
	void otherActionsAnswer() throws Exception {
		assertThat(List.of("pause", "resume", "verify", "fill")).allSatisfy((action) -> assertThatAnswers(action, 200));
		assertThatAnswers("skip/finish.customers.view", 409);
		assertThat(List.of("rename", "complete/quickly")).allSatisfy((action) -> assertThatAnswers(action, 404));
	}

	private void assertThatAnswers(String action, int status) throws Exception {
		HttpResponse<String> response = send("POST", "schema-versions/" + action);
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(json(response).get("message").asString()).isNotBlank();
	}

	@Test
	void whatSomebodyElseDoesIsNotDoneTwice() throws Exception {
		try (VersionedSchema elsewhere = this.application.getBean(VersionedSchemaFactory.class).create(null)) {
			elsewhere.complete(false);
		}
		assertThat(json(send("POST", "schema-versions/complete")).get("result").asString()).isEqualTo("NOTHING");
	}

	@Test
	void clientsWhoLookAtTheSameTimeShareOneSession() throws Exception {
		try (Connection lock = this.database.dataSource().getConnection()) {
			List<CompletableFuture<HttpResponse<String>>> looks = lookWhileNothingCanBeRead(lock);
			await().during(Duration.ofSeconds(1))
				.atMost(Duration.ofSeconds(20))
				.until(() -> sessionsThatRead().size() == 1);
			lock.rollback();
			assertThat(looks).allSatisfy((look) -> {
				assertThat(look.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
				assertThat(json(look.get()).get("phase").asString()).isEqualTo("EXPANDED");
			});
		}
	}

	@Test
	void aFailureReachesAllWhoWaitAndIsForgotten() throws Exception {
		try (Connection lock = this.database.dataSource().getConnection()) {
			List<CompletableFuture<HttpResponse<String>>> looks = lookWhileNothingCanBeRead(lock);
			await().during(Duration.ofSeconds(1))
				.atMost(Duration.ofSeconds(20))
				.until(() -> sessionsThatRead().size() == 1);
			this.database.jdbc()
				.sql("select pg_terminate_backend(?)")
				.param(sessionsThatRead().get(0))
				.query(Boolean.class)
				.single();
			assertThat(looks)
				.allSatisfy((look) -> assertThat(look.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(500));
			lock.rollback();
			assertThat(send("GET", "schema-versions").statusCode()).isEqualTo(200);
		}
	}

	private List<CompletableFuture<HttpResponse<String>>> lookWhileNothingCanBeRead(Connection lock) throws Exception {
		lock.setAutoCommit(false);
		lock.createStatement().execute("lock table versioned_schema.version");
		return IntStream.range(0, 80).mapToObj((client) -> sendAsync("GET", "schema-versions")).toList();
	}

	private List<Integer> sessionsThatRead() {
		return this.database.jdbc()
			.sql("select pid from pg_stat_activity where datname = current_database() "
					+ "and application_name = 'versioned-schema leader'")
			.query(Integer.class)
			.list();
	}

	@Test
	void whoLooksAfterAnActionSeesWhatItDid() throws Exception {
		for (int i = 0; i < 3; i++) {
			assertThat(json(send("GET", "schema-versions")).get("paused").asBoolean()).isFalse();
			send("POST", "schema-versions/pause");
			assertThat(json(send("GET", "schema-versions")).get("paused").asBoolean()).isTrue();
			send("POST", "schema-versions/resume");
		}
	}

	@Test
	void metersTellVersionsSessionsAndTransitions() throws Exception {
		this.application.getBean(JdbcClient.class).sql("select 1").query(Integer.class).single();
		assertThat(value("versioned.schema.versions.live")).isEqualTo(2);
		assertThat(value("versioned.schema.sessions.attached")).isPositive();
		assertThat(value("versioned.schema.backfill.percent")).isGreaterThanOrEqualTo(0);
		assertThat(value("versioned.schema.transitions?tag=transition:expand&tag=outcome:success")).isEqualTo(1);
	}

	private double value(String meter) throws Exception {
		return json(send("GET", "metrics/" + meter)).get("measurements").get(0).get("value").asDouble();
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = HibernateJpaAutoConfiguration.class)
	static class Application {

	}

}
