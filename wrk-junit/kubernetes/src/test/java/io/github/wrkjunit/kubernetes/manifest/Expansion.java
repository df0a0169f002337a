// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.manifest;

import java.util.Map;

/**
 * What the kubelet makes of a command's word, written anew after the description in the API reference of a container's
 * {@code args} and the behaviour of k8s.io/kubernetes/third_party/forked/golang/expansion: {@code $(NAME)} is replaced if the
 * variable is there, {@code $$} is one dollar, everything else stays.
 */
final class Expansion {

    private Expansion() {}

    static String expand(String word, Map<String, String> variables) {
        StringBuilder expanded = new StringBuilder();
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            char next = i + 1 < word.length() ? word.charAt(i + 1) : ' ';
            int end = word.indexOf(')', i);
            if (c == '$' && next == '$') {
                expanded.append('$');
                i++;
            } else if (c == '$' && next == '(' && end > 0) {
                String name = word.substring(i + 2, end);
                expanded.append(variables.getOrDefault(name, "$(" + name + ")"));
                i = end;
            } else {
                expanded.append(c);
            }
        }
        return expanded.toString();
    }
}
