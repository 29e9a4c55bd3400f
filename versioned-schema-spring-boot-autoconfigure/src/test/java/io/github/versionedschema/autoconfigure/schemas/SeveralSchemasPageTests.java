package io.github.versionedschema.autoconfigure.schemas;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.autoconfigure.command.CommandRun;
import io.github.versionedschema.autoconfigure.schemas.ShopAndBilling.Clients;
import io.github.versionedschema.autoconfigure.schemas.ShopAndBilling.OneDataSource;
import io.github.versionedschema.autoconfigure.schemas.ShopAndBilling.TwoDataSources;
import io.github.versionedschema.autoconfigure.support.DocumentedPage;
import io.github.versionedschema.autoconfigure.support.FailureReport;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.awaitility.Awaitility.await;

/**
 * Tests what the page about several schemas says, with its configurations.
 */
@PostgresTest
@ExtendWith(OutputCaptureExtension.class)
@Tag("thorough")
class SeveralSchemasPageTests {

	private TestDatabase database;

	private Path folder;

	private CapturedOutput output;

	@BeforeEach
	void prepare(TestDatabase database, @TempDir Path folder, CapturedOutput output) {
		this.output = output;
		this.database = database;
		this.folder = folder;
		ShopAndBilling.write(folder);
	}

	/** Returns a configuration of the page, whose folders are those of this test. */
	private Map<String, Object> page(int block) {
		YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
		yaml.setResources(new ByteArrayResource(
				DocumentedPage.of("several-schemas.md").blocks("yaml").get(block).getBytes(StandardCharsets.UTF_8)));
		Map<String, Object> properties = new TreeMap<>();
		yaml.getObject().forEach((key, value) -> properties.put(key.toString(), value));
		if (properties.containsKey("versioned-schema.schema")) {
			properties.put("versioned-schema.locations", "file:" + this.folder + "/shop");
		}
		else {
			properties.put("versioned-schema.schemas.shop.locations", "file:" + this.folder + "/shop");
			this.database.jdbc().sql("create schema shop").update();
			this.database.jdbc().sql("create schema billing").update();
		}
		properties.put("versioned-schema.schemas.billing.locations", "file:" + this.folder + "/billing");
		properties.put("versioned-schema.schemas.billing.version", "01_invoices");
		properties.put("spring.datasource.url", this.database.url());
		properties.put("spring.datasource.username", this.database.user());
		properties.put("spring.datasource.password", this.database.password());
		properties.put("test.shop", this.database.url());
		properties.put("test.billing", this.database.url());
		properties.put("test.user", this.database.user());
		properties.put("test.password", this.database.password());
		properties.put("spring.flyway.enabled", "false");
		properties.put("spring.liquibase.enabled", "false");
		return properties;
	}

	private static ConfigurableApplicationContext start(Class<?> application, Map<String, Object> properties) {
		return new SpringApplicationBuilder(application).web(WebApplicationType.NONE)
			.registerShutdownHook(false)
			.properties(properties)
			.run();
	}

	@Test
	void severalDataSources() {
		Map<String, Object> properties = page(0);
		try (TestDatabase billing = this.database.copy()) {
			properties.put("test.billing", billing.url());
			try (ConfigurableApplicationContext context = start(TwoDataSources.class, properties)) {
				assertThat(context.getBean(MigratedSchemas.class).names()).containsExactly("default", "billing");
				assertThat(context.getBean(VersionedSchema.class))
					.isSameAs(context.getBean("versionedSchema", VersionedSchema.class));
				Clients clients = context.getBean(Clients.class);
				assertThat(path(clients.billing())).startsWith("\"public_01_invoices\"");
				assertThat(path(clients.shop())).startsWith("\"public_02_names\"");
			}
		}
	}

	@Test
	void severalSchemasThroughOneDataSource() {
		Map<String, Object> properties = page(1);
		properties.put("versioned-schema.schemas.shop.version", "01_customers");
		this.database.jdbc().sql("create table shop.notes (n int)").update();
		this.database.jdbc().sql("create table billing.notes (n int)").update();
		try (ConfigurableApplicationContext context = start(OneDataSource.class, properties)) {
			assertThat(context.getBean(MigratedSchemas.class).names()).containsExactly("billing", "shop");
			assertThat(DocumentedPage.of("several-schemas.md").text())
				.contains('`' + path(context.getBean(Clients.class).shop()) + '`');
			assertThat(this.output).contains("in more than one of the schemas [billing, shop]", ": notes.");
		}
	}

	private static String path(JdbcClient client) {
		return client.sql("select current_setting('search_path')").query(String.class).single();
	}

	@Test
	void commandsNameTheSchema() {
		Map<String, Object> properties = page(1);
		CommandRun unnamed = command(properties, "expand");
		assertThat(unnamed.status()).isEqualTo(2);
		assertThat(unnamed.err()).contains("has several schemas", "--versioned-schema.for-schema=<name>",
				"billing, shop");
		assertThat(command(properties, "expand", "--versioned-schema.for-schema=sales").err())
			.contains("There is no schema \"sales\"");
		CommandRun expanded = command(properties, "expand", "--versioned-schema.for-schema=shop");
		assertThat(expanded.status()).isZero();
		assertThat(expanded.out()).startsWith("Schema \"shop\":\n").contains("02_names");
		JsonNode status = command(properties, "status", "--versioned-schema.for-schema=billing",
				"--versioned-schema.output=json")
			.json();
		assertThat(status.get("schema").asString()).isEqualTo("billing");
		assertThat(status.get("status").get("baseSchema").asString()).isEqualTo("billing");
		assertThat(status.get("status").get("phase").asString()).isEqualTo("UNTOUCHED");
	}

	private static CommandRun command(Map<String, Object> properties, String command, String... more) {
		List<String> arguments = new ArrayList<>(List.of("--versioned-schema.command=" + command));
		arguments.addAll(List.of(more));
		return CommandRun.of(OneDataSource.class, properties, arguments.toArray(String[]::new));
	}

	@Test
	void isReadyOnlyWithTheVersionOfEverySchema() {
		Map<String, Object> properties = page(1);
		properties.put("versioned-schema.schemas.billing.expand.on", "never");
		AtomicReference<ConfigurableApplicationContext> starting = new AtomicReference<>();
		CompletableFuture<Void> started = CompletableFuture
			.runAsync(() -> new SpringApplicationBuilder(OneDataSource.class).web(WebApplicationType.NONE)
				.registerShutdownHook(false)
				.initializers(starting::set)
				.properties(properties)
				.run());
		try {
			await().until(() -> this.output.toString().contains("Waiting for version \"01_invoices\""));
			assertThat(started).isNotDone();
			ApplicationAvailability availability = starting.get().getBean(ApplicationAvailability.class);
			assertThat(availability.getReadinessState()).isEqualTo(ReadinessState.REFUSING_TRAFFIC);
			assertThat(command(properties, "expand", "--versioned-schema.for-schema=billing").status()).isZero();
			await().untilAsserted(() -> assertThat(started).isCompleted());
			assertThat(availability.getReadinessState()).isEqualTo(ReadinessState.ACCEPTING_TRAFFIC);
		}
		finally {
			starting.get().close();
		}
	}

	@Test
	void refusesTwoSchemasOfOneDataSourceWithTheSameBase() {
		Map<String, Object> properties = page(1);
		properties.put("versioned-schema.schemas.billing.schema", "shop");
		fails(OneDataSource.class, properties);
		assertThat(this.output).contains("have the same base schema (\"shop\", \"shop\")");
	}

	@Test
	void refusesTwoSchemasOfOneDatabaseWithTheSameBase() {
		fails(TwoDataSources.class, page(0));
		assertThat(this.output).contains("\"default\"", "\"billing\"",
				"are both base schema \"public\" of one database");
	}

	@Test
	void refusesADataSourceThatDoesNotExist() {
		Map<String, Object> properties = page(0);
		properties.put("versioned-schema.schemas.billing.pin", "billingSource");
		fails(TwoDataSources.class, properties);
		assertThat(this.output).contains("'billingSource'", "there is no such bean", "billingDataSource");
	}

	@Test
	void refusesTheNameOfTheDefaultSchema() {
		Map<String, Object> properties = page(0);
		properties.put("versioned-schema.schemas.default.schema", "other");
		fails(TwoDataSources.class, properties);
		assertThat(this.output).contains("has the name \"default\"");
	}

	private void fails(Class<?> application, Map<String, Object> properties) {
		assertThatException().isThrownBy(() -> start(application, properties).close());
		FailureReport.requireExplained(this.output);
	}

}
