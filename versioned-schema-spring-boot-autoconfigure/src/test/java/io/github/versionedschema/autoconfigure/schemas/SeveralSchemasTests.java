package io.github.versionedschema.autoconfigure.schemas;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Two releases of an application with two schemas run under load.
 */
@PostgresTest
@Tag("thorough")
class SeveralSchemasTests {

	private static final List<String> OLD_SHOP = List.of(
			"insert into customers (id, full_name) values (gen_random_uuid(), 'Ann Lee')",
			"update customers set full_name = 'Eve Kay' where id = (select id from customers order by random() limit 1)",
			"select * from customers limit 5");

	private static final List<String> NEW_SHOP = List.of(
			"insert into customers (id, first_name, last_name) values (gen_random_uuid(), 'Bob', 'Ray')",
			"update customers set first_name = 'Kim' where id = (select id from customers order by random() limit 1)",
			"select first_name, last_name from customers limit 5");

	private static final List<String> OLD_BILLING = List.of(
			"insert into invoices (id, amount) values (gen_random_uuid(), 7)",
			"update invoices set amount = 8 where id = (select id from invoices order by random() limit 1)",
			"select * from invoices limit 5");

	private static final List<String> NEW_BILLING = List.of(
			"insert into invoices (id, cents) values (gen_random_uuid(), 900)",
			"update invoices set cents = 1000 where id = (select id from invoices order by random() limit 1)",
			"select cents from invoices limit 5");

	private final HttpClient http = HttpClient.newHttpClient();

	private final List<ConfigurableApplicationContext> running = new ArrayList<>();

	private final List<Load> loads = new ArrayList<>();

	private Path folder;

	@BeforeEach
	void writeMigrations(@TempDir Path folder) {
		this.folder = folder;
		ShopAndBilling.write(folder);
	}

	@AfterEach
	void stop() {
		this.loads.forEach(Load::close);
		this.running.forEach(ConfigurableApplicationContext::close);
	}

	@Test
	void severalDataSourcesOfSeveralDatabases(TestDatabase shop) {
		try (TestDatabase billing = shop.copy()) {
			run("default", ShopAndBilling.TwoDataSources.class, "test.shop=" + shop.url(),
					"test.billing=" + billing.url(), "test.user=" + shop.user(), "test.password=" + shop.password(),
					"versioned-schema.schema=public", "versioned-schema.locations=file:" + this.folder + "/shop",
					"versioned-schema.schemas.billing.schema=public",
					"versioned-schema.schemas.billing.pin=billingDataSource");
			stop();
		}
	}

	@Test
	void severalSchemasThroughOneDataSource(TestDatabase database) {
		database.jdbc().sql("create schema shop").update();
		database.jdbc().sql("create schema billing").update();
		run("shop", ShopAndBilling.OneDataSource.class, "spring.datasource.url=" + database.url(),
				"spring.datasource.username=" + database.user(), "spring.datasource.password=" + database.password(),
				"spring.datasource.hikari.maximum-pool-size=3",
				"versioned-schema.schemas.shop.locations=file:" + this.folder + "/shop");
	}

	private void run(String shop, Class<?> application, String... properties) {
		ConfigurableApplicationContext first = start(1, shop, application, properties);
		List<Load> old = load(first, OLD_SHOP, OLD_BILLING);
		assertThat(json(first, "GET", "schema-versions").get("schemas").propertyNames()).containsExactlyInAnyOrder(shop,
				"billing");
		assertThat(json(first, "GET", "health").at("/components/versionedSchema/details/billing/state").asString())
			.isEqualTo("usable");
		for (String schema : List.of(shop.equals("default") ? "public" : "shop", "billing")) {
			assertThat(json(first, "GET", "metrics/versioned.schema.usable?tag=schema:" + schema)
				.at("/measurements/0/value")
				.asDouble()).isEqualTo(1);
		}
		assertThat(json(first, "GET", "schema-versions?schema=billing").get("applicationVersion").asString())
			.isEqualTo("01_invoices");
		assertThat(json(first, "POST", "schema-versions/abort").get("message").asString()).contains("several schemas",
				"billing", "Nothing was changed.");

		ConfigurableApplicationContext second = start(2, shop, application, properties);
		List<Load> newer = load(second, NEW_SHOP, NEW_BILLING);
		goOn(old, newer);
		assertThat(live(first, shop)).containsExactly("01_customers", "02_names");
		assertThat(live(first, "billing")).containsExactly("01_invoices", "02_cents");
		assertThat(differences(second, shop)).isZero();
		assertThat(differences(second, "billing")).isZero();

		// Abort one schema while the other keeps two live versions.
		end(newer, second);
		assertThat(post(first, "abort", "billing").get("result").asString()).isIn("ACCEPTED", "DONE");
		await().untilAsserted(() -> assertThat(live(first, "billing")).containsExactly("01_invoices"));
		assertThat(live(first, shop)).containsExactly("01_customers", "02_names");
		goOn(old);

		// Complete one schema while the other keeps two live versions.
		ConfigurableApplicationContext again = start(2, shop, application, properties);
		List<Load> last = load(again, NEW_SHOP, NEW_BILLING);
		goOn(old, last);
		end(old, first);
		await().untilAsserted(() -> assertThat(post(again, "complete", shop).get("result").asString()).isIn("ACCEPTED",
				"DONE", "NOTHING"));
		await().untilAsserted(() -> assertThat(live(again, shop)).containsExactly("02_names"));
		assertThat(live(again, "billing")).containsExactly("01_invoices", "02_cents");
		goOn(last);
		await().untilAsserted(() -> assertThat(post(again, "complete", "billing").get("result").asString())
			.isIn("ACCEPTED", "DONE", "NOTHING"));
		await().untilAsserted(() -> assertThat(live(again, "billing")).containsExactly("02_cents"));
		goOn(last);
		ShopAndBilling.Clients clients = again.getBean(ShopAndBilling.Clients.class);
		assertThat(
				clients.shop().sql("select distinct first_name || last_name from customers").query(String.class).list())
			.isSubsetOf("AnnLee", "EveKay", "BobRay", "KimLee", "KimKay", "KimRay");
		assertThat(clients.billing().sql("select distinct cents from invoices").query(Integer.class).list())
			.isSubsetOf(700, 800, 900, 1000);
		end(last, again);
		assertThat(this.loads).flatExtracting(Load::failures).isEmpty();
	}

	private ConfigurableApplicationContext start(int release, String shop, Class<?> application, String... properties) {
		boolean isDefault = shop.equals("default");
		ConfigurableApplicationContext context = new SpringApplicationBuilder(application).registerShutdownHook(false)
			.properties(properties)
			.properties("server.port=0", "server.address=127.0.0.1", "spring.flyway.enabled=false",
					"spring.liquibase.enabled=false", "spring.application.name=release-" + release,
					"versioned-schema.schemas.billing.locations=file:" + this.folder + "/billing",
					(isDefault ? "versioned-schema.version=" : "versioned-schema.schemas.shop.version=")
							+ ((release == 1) ? "01_customers" : "02_names"),
					"versioned-schema.schemas.billing.version=" + ((release == 1) ? "01_invoices" : "02_cents"),
					"management.endpoints.web.exposure.include=*", "management.endpoint.health.show-details=always",
					"management.endpoint.schema-versions.access=unrestricted")
			.run();
		this.running.add(context);
		assertThat(context.getBean(MigratedSchemas.class).versions()).allMatch((version) -> version.isUsable());
		return context;
	}

	private List<Load> load(ConfigurableApplicationContext release, List<String> shop, List<String> billing) {
		ShopAndBilling.Clients clients = release.getBean(ShopAndBilling.Clients.class);
		List<Load> started = List.of(new Load(clients.shop(), shop), new Load(clients.billing(), billing));
		this.loads.addAll(started);
		return started;
	}

	@SafeVarargs
	private static void goOn(List<Load>... loads) {
		for (List<Load> each : loads) {
			each.forEach(Load::goesOn);
		}
	}

	private void end(List<Load> loads, ConfigurableApplicationContext release) {
		loads.forEach(Load::close);
		this.running.remove(release);
		release.close();
	}

	private List<String> live(ConfigurableApplicationContext release, String schema) {
		List<String> live = new ArrayList<>();
		json(release, "GET", "schema-versions").get("schemas").get(schema).get("versions").forEach((version) -> {
			if (version.get("state").asString().equals("live")) {
				live.add(version.get("name").asString());
			}
		});
		return live;
	}

	private long differences(ConfigurableApplicationContext release, String schema) {
		JsonNode verified = post(release, "verify", schema);
		assertThat(verified.get("details")).isNotEmpty();
		long rows = 0;
		for (JsonNode rule : verified.get("details")) {
			rows += rule.get("rows").asLong();
		}
		return rows;
	}

	private JsonNode post(ConfigurableApplicationContext release, String action, String schema) {
		return json(release, "POST", "schema-versions/" + action + "/schema/" + schema);
	}

	private JsonNode json(ConfigurableApplicationContext release, String method, String path) {
		try {
			String port = release.getEnvironment().getRequiredProperty("local.server.port");
			HttpResponse<String> response = this.http
				.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/" + path))
					.method(method, BodyPublishers.noBody())
					.build(), BodyHandlers.ofString());
			return JsonMapper.shared().readTree(response.body());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
