(* Not verified: reads the text form of a certificate and hands it to the verified [check].
   Rational numbers are -?hex(/hex)?; all others are decimal; everything is separated by white space. The order is that of [read] below. *)
open Checker_core

let tokens =
  let found = ref [] in
  (try while true do
    List.iter (fun t -> if t <> "" then found := t :: !found) (String.split_on_char ' ' (input_line stdin))
  done with End_of_file -> ());
  ref (List.rev !found)

let next () = match !tokens with t :: rest -> tokens := rest; t | [] -> failwith "the text ends too early"
let rec nat n = if n <= 0 then O else S (nat (n - 1))
let natural () = let n = int_of_string (next ()) in if n < 0 then failwith "a negative number" else n

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

let integer s =
  let negative = String.length s > 0 && s.[0] = '-' in
  match positive (if negative then String.sub s 1 (String.length s - 1) else s) with
  | None -> Z0
  | Some p -> if negative then Zneg p else Zpos p

let rational () = match String.split_on_char '/' (next ()) with
  | [n] -> { qnum = integer n; qden = XH }
  | [n; d] -> (match positive d with Some p -> { qnum = integer n; qden = p } | None -> failwith "division by zero")
  | _ -> failwith "not a rational number"

let times n read = List.init n (fun _ -> read ())
let vector n = times n rational
let matrix m n = times m (fun () -> vector n)

let read () =
  if next () <> "omega-k" then failwith "not a certificate in text form";
  let kind = next () in
  let parameter = rational () in
  let problem = match kind with
    | "basis-pursuit" -> BPq parameter | "lasso" -> LASSOq parameter | "sqrt-lasso" -> SQRTLq parameter
    | _ -> failwith "unknown problem" in
  let digits = natural () in
  let d = natural () in
  let mt = natural () in
  let samples = natural () in
  let m = mt + 1 and n = d + mt in
  let mixing = matrix m m in
  let a = rational () in
  let eps = rational () in
  let c = rational () in
  let branch = natural () in
  let strong = match next () with "strong" -> true | "weak" -> false | _ -> failwith "unknown scale" in
  let tau = rational () in
  let y = vector m in
  let emax = rational () in
  let kmax = rational () in
  let kappa = rational () in
  let delta = rational () in
  let certificate () =
    let u = vector m in
    let rho = rational () in
    let x0 = vector n in
    { mu = u; mrho = rho; mx0 = x0 } in
  let answered () =
    let k = natural () in
    let y = vector m in
    let label = match next () with
      | "unread" -> None
      | "label" -> let x = vector n in Some (x, certificate ())
      | _ -> failwith "expected label or unread" in
    { ak = nat k; ay = y; alabel = label } in
  let entry () =
    let index = natural () in
    let answer = matrix m n in
    let count = natural () in
    { en = nat index; eAn = answer; esamples = times count answered } in
  let count = natural () in
  let entries = times count entry in
  let claim () =
    let k = natural () in
    let z = vector n in
    let mc = certificate () in
    let p = vector m in
    let q = vector n in
    { ck = nat k; cz = z; ccert = mc; cfar = { fp = p; fq = q } } in
  let count = natural () in
  let claims = times count claim in
  if !tokens <> [] then failwith "more text than expected";
  { wP = problem; wK = nat digits; wd = nat d; wmt = nat mt; wR = nat samples; wQ = mixing; wa = a; wstrong = strong; wtau = tau;
    wy = y; wemax = emax; wkmax = kmax; wi = nat branch; weps = eps; wkap = kappa; wc = c; wtr = entries; wclaims = claims; wdelta = delta }

(* says which part of [check] refuses; the verdict itself is that of [check] *)
let reason w =
  let a = mat (matrix_table w) in
  if not (class_okb w) then "the constants of the class"
  else if not (member_okb w) then "the member"
  else if not (List.for_all (entry_okb w a) w.wtr) then "an answer"
  else if not (List.for_all (wrong_okb w a) w.wclaims) then "an error"
  else "a number that occurs twice, or nothing claimed"

let () =
  match read () with
  | exception (Failure message | Invalid_argument message) -> print_endline ("unreadable: " ^ message); exit 2
  | w -> if check w then print_endline "accepted" else (print_endline ("refused: " ^ reason w); exit 1)
