package io.github.versionedschema.rollout;

import java.math.BigDecimal;
import java.util.Map;

import tools.jackson.databind.JsonNode;

/**
 * Releases of the application, and the format of their requests and responses.
 */
enum Release {

	ONE(1, "01_customers_and_orders"), TWO(2, "02_full_name_and_decimal_amount"), THREE(3, "03_first_and_last_name");

	private final int number;

	private final String version;

	Release(int number, String version) {
		this.number = number;
		this.version = version;
	}

	/**
	 * Returns the release that this one replaces.
	 */
	Release previous() {
		return switch (this) {
			case ONE -> throw new IllegalStateException("Release 1 is the first");
			case TWO -> ONE;
			case THREE -> TWO;
		};
	}

	int number() {
		return this.number;
	}

	/**
	 * Returns the profile that selects the release.
	 */
	String profile() {
		return "release-" + this.number;
	}

	/**
	 * Returns the version of the schema that the release was written for.
	 */
	String version() {
		return this.version;
	}

	/**
	 * Returns the body of a request that adds or replaces a customer.
	 */
	Map<String, Object> customer(String email, PersonName name, String city) {
		return switch (this) {
			case ONE -> Map.of("email", email, "name", name.full(), "city", city);
			case TWO -> Map.of("email", email, "fullName", name.full(), "city", city);
			case THREE -> Map.of("email", email, "firstName", name.first(), "lastName", name.last(), "city", city);
		};
	}

	/**
	 * Returns the name of a customer after a request to this release.
	 * @param written the name in the request
	 * @param before the name before the request
	 */
	PersonName named(PersonName written, PersonName before) {
		return (this == THREE) ? written : before.renamed(written.full());
	}

	/**
	 * Returns whether a response has the expected values.
	 */
	boolean shows(JsonNode customer, PersonName name, String city) {
		boolean sameName = switch (this) {
			case ONE -> customer.path("name").asString("").equals(name.full());
			case TWO -> customer.path("fullName").asString("").equals(name.full());
			case THREE -> customer.path("firstName").asString("").equals(name.first())
					&& customer.path("lastName").asString("").equals(name.last());
		};
		return sameName && customer.path("city").asString("").equals(city);
	}

	/**
	 * Returns the JSON of an amount in this release.
	 */
	Map<String, Object> amount(int cents) {
		return (this == ONE) ? Map.of("amountCents", cents) : Map.of("amount", BigDecimal.valueOf(cents, 2));
	}

	/**
	 * Returns whether a response has an amount.
	 */
	boolean shows(JsonNode order, int cents) {
		return (this == ONE) ? order.path("amountCents").asInt(-1) == cents : order.path("amount").isNumber()
				&& order.path("amount").decimalValue().compareTo(BigDecimal.valueOf(cents, 2)) == 0;
	}

}
