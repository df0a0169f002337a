// SPDX-License-Identifier: Apache-2.0
package com.example.shop;

import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** A shop whose answers Jackson writes. */
@SpringBootApplication
@RestController
public class Shop {

    public static void main(String[] args) {
        SpringApplication.run(Shop.class, args);
    }

    record Item(int id, String name) {}

    @GetMapping("/items/{id}")
    Item item(@PathVariable int id) {
        return new Item(id, "item " + id);
    }

    @PostMapping("/items")
    List<Item> order() {
        return List.of(new Item(1, "ordered"));
    }
}
