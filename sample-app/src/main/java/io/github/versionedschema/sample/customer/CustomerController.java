package io.github.versionedschema.sample.customer;

import java.net.URI;

import io.github.versionedschema.sample.web.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Serves customers over HTTP. The releases differ only in the names of a customer.
 *
 * @param <C> the customer of a release
 */
@RequestMapping("/customers")
abstract class CustomerController<C extends Customer> {

	private final CustomerRepository<C> customers;

	CustomerController(CustomerRepository<C> customers) {
		this.customers = customers;
	}

	@GetMapping
	Page<C> list(@RequestParam(defaultValue = "0") @Min(0) int page,
			@RequestParam(defaultValue = "20") @Min(1) @Max(100) int size) {
		return new Page<>(this.customers.findPage(size, (long) page * size), page, size, this.customers.count());
	}

	@GetMapping("/{email}")
	C get(@PathVariable String email) {
		return this.customers.find(email).orElseThrow(() -> unknown(email));
	}

	@PostMapping
	ResponseEntity<C> create(@RequestBody @Valid C customer) {
		try {
			this.customers.insert(customer);
		}
		catch (DuplicateKeyException ex) {
			throw new ResponseStatusException(HttpStatus.CONFLICT,
					"There is a customer %s already.".formatted(customer.email()), ex);
		}
		URI location = UriComponentsBuilder.fromPath("/customers/{email}").build(customer.email());
		return ResponseEntity.created(location).body(customer);
	}

	@PutMapping("/{email}")
	C save(@PathVariable String email, @RequestBody @Valid C customer) {
		if (!customer.email().equals(email)) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST,
					"The address is about %s, the body about %s.".formatted(email, customer.email()));
		}
		this.customers.upsert(customer);
		return customer;
	}

	@PatchMapping("/{email}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void move(@PathVariable String email, @RequestBody @Valid Move move) {
		if (!this.customers.move(email, move.city())) {
			throw unknown(email);
		}
	}

	@DeleteMapping("/{email}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void delete(@PathVariable String email) {
		try {
			if (!this.customers.delete(email)) {
				throw unknown(email);
			}
		}
		catch (DataIntegrityViolationException ex) {
			throw new ResponseStatusException(HttpStatus.CONFLICT,
					"The customer %s has orders and cannot be deleted.".formatted(email), ex);
		}
	}

	private static ResponseStatusException unknown(String email) {
		return new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no customer %s.".formatted(email));
	}

	/**
	 * Request that changes only the city.
	 *
	 * @param city the new city, or null if it is unknown
	 */
	record Move(@Nullable @Size(max = 100) String city) {

	}

}
