package io.github.versionedschema.sample;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.jayway.jsonpath.JsonPath;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the HTTP contract of a release, on a real server.
 */
@PostgresTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ReleaseContract {

	private ConfigurableApplicationContext application;

	private RestTestClient client;

	/** Returns the profile that selects the release. */
	abstract String profile();

	/** Returns the release's JSON of a name: members of a JSON object. */
	abstract String name(String first, String last);

	/** Returns the release's JSON of an amount: a member of a JSON object. */
	abstract String amount(int cents);

	@BeforeAll
	void start(TestDatabase database) {
		this.application = new SpringApplicationBuilder(SampleApplication.class).profiles(profile())
			.run("--server.port=0", "--spring.datasource.url=" + database.url(),
					"--spring.datasource.username=" + database.user(),
					"--spring.datasource.password=" + database.password());
		int port = ((WebServerApplicationContext) this.application).getWebServer().getPort();
		this.client = RestTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build();
	}

	@AfterAll
	void stop() {
		if (this.application != null) {
			this.application.close();
		}
	}

	@BeforeEach
	void forgetEverything() {
		this.application.getBean(JdbcClient.class).sql("truncate orders, customers").update();
	}

	@Test
	void isReadyForTraffic() {
		this.client.get()
			.uri("/actuator/health/readiness")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.status")
			.isEqualTo("UP");
	}

	@Test
	void addsACustomerAndShowsIt() {
		String ada = customer("ada@example.org", name("Ada", "Lovelace"), "London");
		post("/customers", ada).expectStatus().isCreated().expectHeader().location("/customers/ada%40example.org");
		get("/customers/ada@example.org").expectStatus().isOk().expectBody().json(ada);
	}

	@Test
	void refusesASecondCustomerWithTheSameAddress() {
		post("/customers", customer("ada@example.org", name("Ada", "Lovelace"), "London"));
		expectProblem(post("/customers", customer("ada@example.org", name("Ada", "King"), "Ockham")),
				HttpStatus.CONFLICT, "There is a customer ada@example.org already.");
	}

	@Test
	void addsOrReplacesACustomerByItsAddress() {
		String before = customer("ada@example.org", name("Ada", "Byron"), "London");
		String after = customer("ada@example.org", name("Ada", "Lovelace"), "Ockham");
		put("/customers/ada@example.org", before).expectStatus().isOk();
		put("/customers/ada@example.org", after).expectStatus().isOk().expectBody().json(after);
		get("/customers/ada@example.org").expectBody().json(after);
	}

	@Test
	void addsOrReplacesOneCustomerForManyClientsAtATime() throws Exception {
		String ada = customer("ada@example.org", name("Ada", "Lovelace"), "London");
		ExecutorService clients = Executors.newFixedThreadPool(8);
		try {
			Callable<HttpStatusCode> replace = () -> put("/customers/ada@example.org", ada).returnResult().getStatus();
			for (Future<HttpStatusCode> status : clients.invokeAll(Collections.nCopies(100, replace))) {
				assertThat(status.get()).isEqualTo(HttpStatus.OK);
			}
		}
		finally {
			clients.shutdownNow();
		}
		get("/customers").expectBody().jsonPath("$.total").isEqualTo(1);
	}

	@Test
	void refusesABodyAboutAnotherCustomer() {
		expectProblem(
				put("/customers/ada@example.org", customer("plato@example.org", name("Plato", "of Athens"), "Athens")),
				HttpStatus.BAD_REQUEST, "The address is about ada@example.org, the body about plato@example.org.");
	}

	@Test
	void saysWhichFieldsAreWrong() {
		post("/customers", customer("nobody", name(" ", " "), "London")).expectStatus()
			.isBadRequest()
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.fields.email")
			.exists()
			.jsonPath("$.fields.length()")
			.isEqualTo(2);
		get("/customers").expectBody().jsonPath("$.total").isEqualTo(0);
	}

	@Test
	void changesTheCityAndNothingElse() {
		post("/customers", customer("bach@example.org", name("Johann Sebastian", "Bach"), "Eisenach"));
		patch("/customers/bach@example.org", "{\"city\":\"Leipzig\"}").expectStatus().isNoContent();
		get("/customers/bach@example.org").expectBody()
			.json(customer("bach@example.org", name("Johann Sebastian", "Bach"), "Leipzig"));
	}

	@Test
	void showsCustomersPageByPage() {
		for (String email : List.of("c@example.org", "a@example.org", "b@example.org")) {
			post("/customers", customer(email, name("Some", "Body"), "London"));
		}
		get("/customers?page=1&size=2").expectBody()
			.json("""
					{"items":[%s],"page":1,"size":2,"total":3}"""
				.formatted(customer("c@example.org", name("Some", "Body"), "London")));
	}

	@Test
	void saysWhichParametersAreWrong() {
		get("/customers?page=-1&size=101").expectStatus()
			.isBadRequest()
			.expectBody()
			.jsonPath("$.parameters.page")
			.exists()
			.jsonPath("$.parameters.size")
			.exists();
	}

	@Test
	void doesNotKnowACustomerThatIsNotThere() {
		String detail = "There is no customer nobody@example.org.";
		expectProblem(get("/customers/nobody@example.org"), HttpStatus.NOT_FOUND, detail);
		expectProblem(patch("/customers/nobody@example.org", "{}"), HttpStatus.NOT_FOUND, detail);
		expectProblem(delete("/customers/nobody@example.org"), HttpStatus.NOT_FOUND, detail);
		expectProblem(post("/orders", order("nobody@example.org", 100)), HttpStatus.NOT_FOUND, detail);
	}

	@Test
	void deletesACustomerWithoutOrdersOnly() {
		post("/customers", customer("ada@example.org", name("Ada", "Lovelace"), "London"));
		delete("/customers/ada@example.org").expectStatus().isNoContent();
		get("/customers/ada@example.org").expectStatus().isNotFound();
		post("/customers", customer("ada@example.org", name("Ada", "Lovelace"), "London"));
		post("/orders", order("ada@example.org", 100)).expectStatus().isCreated();
		expectProblem(delete("/customers/ada@example.org"), HttpStatus.CONFLICT,
				"The customer ada@example.org has orders and cannot be deleted.");
	}

	@Test
	void placesAnOrderAndChangesItsAmount() {
		post("/customers", customer("ada@example.org", name("Ada", "Lovelace"), "London"));
		String placed = body(post("/orders", order("ada@example.org", 1999)));
		int id = JsonPath.read(placed, "$.id");
		get("/orders/" + id).expectStatus().isOk().expectBody().json(order("ada@example.org", 1999));
		patch("/orders/" + id, "{%s}".formatted(amount(100_000_000))).expectStatus().isNoContent();
		get("/orders/" + id).expectBody().json(order("ada@example.org", 100_000_000));
		get("/orders?customer=ada@example.org").expectBody()
			.json("{\"items\":[%s],\"total\":1}".formatted(order("ada@example.org", 100_000_000)));
	}

	@Test
	void refusesAnAmountThatIsNegativeOrTooLargeForTheOldestRelease() {
		post("/customers", customer("ada@example.org", name("Ada", "Lovelace"), "London"));
		post("/orders", order("ada@example.org", -100)).expectStatus().isBadRequest();
		post("/orders", order("ada@example.org", 100_000_001)).expectStatus().isBadRequest();
	}

	@Test
	void doesNotKnowAnOrderThatIsNotThere() {
		expectProblem(get("/orders/42"), HttpStatus.NOT_FOUND, "There is no order 42.");
		expectProblem(patch("/orders/42", "{%s}".formatted(amount(1))), HttpStatus.NOT_FOUND, "There is no order 42.");
	}

	private String customer(String email, String name, String city) {
		return "{\"email\":\"%s\",%s,\"city\":\"%s\"}".formatted(email, name, city);
	}

	private String order(String customer, int cents) {
		return "{\"customer\":\"%s\",\"item\":\"a book\",%s}".formatted(customer, amount(cents));
	}

	private RestTestClient.ResponseSpec get(String uri) {
		return this.client.get().uri(uri).exchange();
	}

	private RestTestClient.ResponseSpec delete(String uri) {
		return this.client.delete().uri(uri).exchange();
	}

	private RestTestClient.ResponseSpec post(String uri, String json) {
		return this.client.post().uri(uri).contentType(MediaType.APPLICATION_JSON).body(json).exchange();
	}

	private RestTestClient.ResponseSpec put(String uri, String json) {
		return this.client.put().uri(uri).contentType(MediaType.APPLICATION_JSON).body(json).exchange();
	}

	private RestTestClient.ResponseSpec patch(String uri, String json) {
		return this.client.patch().uri(uri).contentType(MediaType.APPLICATION_JSON).body(json).exchange();
	}

	private static String body(RestTestClient.ResponseSpec response) {
		return response.expectBody(String.class).returnResult().getResponseBody();
	}

	private static void expectProblem(RestTestClient.ResponseSpec response, HttpStatus status, String detail) {
		response.expectStatus()
			.isEqualTo(status)
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.detail")
			.isEqualTo(detail);
	}

}
