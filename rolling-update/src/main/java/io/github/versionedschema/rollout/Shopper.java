package io.github.versionedschema.rollout;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.github.versionedschema.rollout.Requests.Request;

/**
 * A client that reads and writes, and remembers what it wrote. No other client writes its
 * customers and orders, so it knows the expected answer of each release. In addition, all
 * shoppers write a few shared customers.
 */
final class Shopper {

	private static final List<PersonName> NAMES = List.of(PersonName.ofFull("Ada Lovelace"),
			PersonName.ofFull("Johann Sebastian Bach"), PersonName.ofFull("Mary Ann Smith"), PersonName.ofFull("Plato"),
			PersonName.ofParts("Mary Ann", "Smith"), PersonName.ofParts("Johann Sebastian", "Bach"),
			PersonName.ofParts("Conan", "O'Brien"), PersonName.ofParts("José", "García Márquez"),
			PersonName.ofParts("Sókratés", ""));

	private static final List<String> CITIES = List.of("London", "Leipzig", "Aarhus", "Málaga", "Kyōto");

	private static final int SHARED = 10;

	private final String id;

	private final Requests requests;

	private final Random random;

	private final List<Customer> customers = new ArrayList<>();

	private final List<Order> orders = new ArrayList<>();

	private int added;

	Shopper(int number, Requests requests) {
		this.id = "shopper" + number;
		this.requests = requests;
		this.random = new Random(number);
	}

	/**
	 * Sends one request, chosen at random.
	 * @param due scheduled time of the request
	 */
	synchronized void act(long due) {
		int choice = this.random.nextInt(100);
		if (this.customers.isEmpty() || choice < 8) {
			addCustomer(due);
		}
		else if (this.orders.isEmpty() || choice < 18) {
			placeOrder(due);
		}
		else if (choice < 26) {
			move(due, any(this.customers));
		}
		else if (choice < 34) {
			reprice(due, any(this.orders));
		}
		else if (choice < 40) {
			replace(due, any(this.customers));
		}
		else if (choice < 44) {
			replaceShared(due);
		}
		else if (choice < 52) {
			this.requests.send(Request.get("/customers?page=%d".formatted(this.random.nextInt(5))), due);
		}
		else if (choice < 80) {
			check(due, any(this.customers));
		}
		else {
			check(due, any(this.orders));
		}
	}

	/**
	 * Reads back everything that was written and is remembered.
	 * @return the number of values that were read
	 */
	synchronized int checkAll() {
		List.copyOf(this.customers).forEach((customer) -> check(System.nanoTime(), customer));
		List.copyOf(this.orders).forEach((order) -> check(System.nanoTime(), order));
		return this.customers.size() + this.orders.size();
	}

	/**
	 * Forgets values that only the aborted newest version could represent.
	 */
	synchronized void versionAborted() {
		this.customers.replaceAll((customer) -> customer.named(PersonName.ofFull(customer.name().full())));
	}

	private void addCustomer(long due) {
		Customer customer = new Customer("%s-%d@example.org".formatted(this.id, this.added++), any(NAMES), any(CITIES));
		this.requests.send(new Request("POST", "/customers", 201, customer::in), due)
			.ifPresent((answer) -> this.customers
				.add(customer.named(answer.release().named(customer.name(), PersonName.ofFull("")))));
	}

	private void replace(long due, Customer before) {
		Customer customer = new Customer(before.email(), any(NAMES), any(CITIES));
		this.customers.remove(before);
		this.requests.send(new Request("PUT", customer.path(), 200, customer::in), due)
			.ifPresent((answer) -> this.customers
				.add(customer.named(answer.release().named(customer.name(), before.name()))));
	}

	private void replaceShared(long due) {
		Customer customer = new Customer("everybody-%d@example.org".formatted(this.random.nextInt(SHARED)), any(NAMES),
				any(CITIES));
		this.requests.send(new Request("PUT", customer.path(), 200, customer::in), due);
	}

	private void move(long due, Customer before) {
		String city = any(CITIES);
		this.customers.remove(before);
		this.requests.send(new Request("PATCH", before.path(), 204, (release) -> Map.of("city", city)), due)
			.ifPresent((answer) -> this.customers.add(new Customer(before.email(), before.name(), city)));
	}

	private void placeOrder(long due) {
		Customer customer = any(this.customers);
		int cents = this.random.nextInt(1_000_000);
		this.requests.send(new Request("POST", "/orders", 201, (release) -> {
			Map<String, Object> order = new HashMap<>(release.amount(cents));
			order.put("customer", customer.email());
			order.put("item", "a book");
			return order;
		}), due).ifPresent((answer) -> this.orders.add(new Order(answer.body().path("id").asLong(), cents)));
	}

	private void reprice(long due, Order before) {
		int cents = this.random.nextInt(1_000_000);
		this.orders.remove(before);
		this.requests.send(new Request("PATCH", before.path(), 204, (release) -> release.amount(cents)), due)
			.ifPresent((answer) -> this.orders.add(new Order(before.id(), cents)));
	}

	private void check(long due, Customer customer) {
		this.requests.send(Request.get(customer.path()), due).ifPresent((answer) -> {
			if (!answer.release().shows(answer.body(), customer.name(), customer.city())) {
				answer.isWrong(customer);
			}
		});
	}

	private void check(long due, Order order) {
		this.requests.send(Request.get(order.path()), due).ifPresent((answer) -> {
			if (!answer.release().shows(answer.body(), order.cents())) {
				answer.isWrong(order);
			}
		});
	}

	private <T> T any(List<T> list) {
		return list.get(this.random.nextInt(list.size()));
	}

	private record Customer(String email, PersonName name, String city) {

		String path() {
			return "/customers/" + this.email;
		}

		Object in(Release release) {
			return release.customer(this.email, this.name, this.city);
		}

		Customer named(PersonName name) {
			return new Customer(this.email, name, this.city);
		}

	}

	private record Order(long id, int cents) {

		String path() {
			return "/orders/" + this.id;
		}

	}

}
