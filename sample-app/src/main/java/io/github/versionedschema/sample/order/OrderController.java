package io.github.versionedschema.sample.order;

import io.github.versionedschema.sample.web.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Serves orders over HTTP. The releases differ only in the amounts.
 *
 * @param <O> the order of a release
 * @param <N> the new order of a release
 * @param <A> the release's type of an amount
 */
@RequestMapping("/orders")
abstract class OrderController<O extends Order, N extends NewOrder, A> {

	private final OrderRepository<O, N, A> orders;

	OrderController(OrderRepository<O, N, A> orders) {
		this.orders = orders;
	}

	@GetMapping
	Page<O> list(@RequestParam String customer, @RequestParam(defaultValue = "0") @Min(0) int page,
			@RequestParam(defaultValue = "20") @Min(1) @Max(100) int size) {
		return new Page<>(this.orders.findPage(customer, size, (long) page * size), page, size,
				this.orders.count(customer));
	}

	@GetMapping("/{id}")
	O get(@PathVariable long id) {
		return this.orders.find(id).orElseThrow(() -> unknown(id));
	}

	@PostMapping
	ResponseEntity<O> place(@RequestBody @Valid N order) {
		O placed = this.orders.insert(order)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND,
					"There is no customer %s.".formatted(order.customer())));
		return ResponseEntity.created(UriComponentsBuilder.fromPath("/orders/{id}").build(placed.id())).body(placed);
	}

	void reprice(long id, A amount) {
		if (!this.orders.reprice(id, amount)) {
			throw unknown(id);
		}
	}

	private static ResponseStatusException unknown(long id) {
		return new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no order %d.".formatted(id));
	}

}
