package io.github.versionedschema.sample.order;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves the orders of release 1.
 */
@RestController
@Profile("release-1")
class Release1OrderController extends OrderController<Release1Order, NewRelease1Order, Integer> {

	Release1OrderController(Release1OrderRepository orders) {
		super(orders);
	}

	@PatchMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void reprice(@PathVariable long id, @RequestBody @Valid Price price) {
		reprice(id, price.amountCents());
	}

	/**
	 * Request that changes only the amount.
	 *
	 * @param amountCents what the order costs now, in cents
	 */
	record Price(@NotNull @Min(0) @Max(100_000_000) Integer amountCents) {

	}

}
