(* Not verified: reads the text form of a certificate (export.py) and hands it to the verified [check].
   Integers are -?hex, rational numbers -?hex(/hex)?, counts and indices decimal; everything is separated by white space, in the order
   of [read] below. *)
open Checker_core

let tokens =
  let found = ref [] in
  (try while true do
    List.iter (fun t -> if t <> "" then found := t :: !found) (String.split_on_char ' ' (input_line stdin))
  done with End_of_file -> ());
  ref (List.rev !found)

let next () = match !tokens with t :: rest -> tokens := rest; t | [] -> failwith "the text ends too early"
let count () = match int_of_string_opt (next ()) with Some n when n >= 0 -> n | _ -> failwith "not a number >= 0"
let nat () = let rec unary n found = if n = 0 then found else unary (n - 1) (S found) in unary (count ()) O
let times n read = List.init n (fun _ -> read ())
let list read = let n = count () in times n read

let digit c = match c with
  | '0' .. '9' -> Char.code c - 48
  | 'a' .. 'f' -> Char.code c - 87
  | _ -> failwith "not a hexadecimal digit"
let positive s =
  let found = ref None in
  let bit b = found := (match !found, b with
    | None, false -> None
    | None, true -> Some XH
    | Some p, false -> Some (XO p)
    | Some p, true -> Some (XI p)) in
  String.iter (fun c -> let d = digit c in List.iter (fun k -> bit ((d lsr k) land 1 = 1)) [3; 2; 1; 0]) s;
  !found
let integer_of s =
  let negative = String.length s > 0 && s.[0] = '-' in
  match positive (if negative then String.sub s 1 (String.length s - 1) else s) with
  | None -> Z0
  | Some p -> if negative then Zneg p else Zpos p
let integer () = integer_of (next ())
let rational () = match String.split_on_char '/' (next ()) with
  | [n] -> { qnum = integer_of n; qden = XH }
  | [n; d] -> (match positive d with Some p -> { qnum = integer_of n; qden = p } | None -> failwith "division by zero")
  | _ -> failwith "not a rational number"
let choice words = let t = next () in match List.assoc_opt t words with Some x -> x | None -> failwith ("unexpected: " ^ t)
let yes_or_no () = choice ["yes", true; "no", false]

let array length = let e = integer () in { mantissas = times length integer; exponent = e }

let read () =
  if next () <> "omega-k" then failwith "not a certificate in text form";
  let kind = next () in
  let parameter = rational () in
  let problem = match kind with
    | "basis-pursuit" -> BPq parameter | "lasso" -> LASSOq parameter | "sqrt-lasso" -> SQRTLq parameter
    | _ -> failwith "unknown problem" in
  let digits = nat () in
  let d = count () in
  let mt = count () in
  let rec unary n = if n = 0 then O else S (unary (n - 1)) in
  let m = mt + 1 and n = d + mt in
  let mixing = match next () with
    | "identity" -> Identity | "dct" -> Dct | "hadamard" -> Hadamard | "householder" -> Householder (times m integer)
    | _ -> failwith "unknown mixing" in
  let design = choice ["single", Single; "cluster", Cluster; "common", Common] in
  let samples = nat () in
  let patterns = list (fun () -> times mt integer) in
  let strong = choice ["strong", true; "weak", false] in
  let branch = nat () in
  let epsilon = rational () in
  let kappa = rational () in
  let bases = list (fun () -> array m) in
  let direction = if yes_or_no () then Some (array m) else None in
  let centre () =
    let x = array n in
    let u = array m in
    { centre_x = x; centre_u = u; centre_support = list nat } in
  let centres = list (fun () -> let k = nat () in let c = centre () in (k, c)) in
  let level = nat () in
  let enough = nat () in
  let claimed_samples = nat () in
  let probability = rational () in
  let data_bound = if yes_or_no () then Some (integer ()) else None in
  let answered () =
    let k = nat () in
    let y = array m in
    { ans_k = k; ans_y = y; ans_label = if yes_or_no () then (let x = array n in let c = centre () in Some (x, c)) else None } in
  let answer () =
    let index = nat () in
    let e = integer () in
    let rows = times m (fun () -> times n integer) in
    { ans_n = index; ans_matrix = { table_rows = rows; table_exponent = e }; ans_samples = list answered } in
  let answers = list answer in
  let run () =
    let tape = list yes_or_no in
    let reads = list (fun () -> let i = nat () in (i, if yes_or_no () then Some (nat ()) else None)) in
    let outputs = list (fun () -> times n rational) in
    let claimed = choice ["wrong", Wrong; "more-data", MoreData] in
    { tape; reads; outputs; claimed; wrong = list nat } in
  let runs = list run in
  if !tokens <> [] then failwith "more text than expected";
  { problem_of = problem; digits_of = digits; heads_of = unary d; tails_of = unary mt; mixing_of = mixing; design_of = design; samples_of = samples; patterns;
    strong; branch; epsilon; kappa; base_samples = bases; direction; centres; level; enough; claimed_samples; probability; data_bound; answers; runs }

(* says which part of [check] refuses; the verdict itself is that of [check] *)
let reason w =
  if not (claim_okb w) then "the claim"
  else if not (mixing_okb w) then "the mixing"
  else if not (class_okb w) then "the constants of the class"
  else if not (member_okb w) then "the member"
  else if not (rounding_okb w) then "the base sample"
  else if not (List.for_all (answer_okb w) w.answers) then "an answer"
  else let known = enclosed w in
    if List.length known <> List.length w.centres then "a minimiser of the member"
    else if not (List.for_all (run_okb w known) w.runs) then "a run"
    else "a number that occurs twice"

let () =
  match read () with
  | exception (Failure message | Invalid_argument message) -> print_endline ("unreadable: " ^ message); exit 2
  | w -> if check w then print_endline "accepted" else (print_endline ("refused: " ^ reason w); exit 1)
